// SPDX-FileCopyrightText: 2026 The Keepwell authors
// SPDX-License-Identifier: GPL-3.0-or-later
// `node fhirclient.cjs NODE_MODULES BASE DUE TYPE…` walks each type's pages, all types side by side, keeps the
// resources in memory, and prints the milliseconds.
const [modules, base, due, ...types] = process.argv.slice(2);
const client = require(`${modules}/fhirclient`)({ headers: {}, url: "/" }, {}).client({
  serverUrl: base,
  tokenResponse: { access_token: "bench", patient: "1001" },
});
const start = process.hrtime.bigint();
Promise.all(types.map((type) => client.request(`${type}?patient=1001&_count=100`, { pageLimit: 0, flat: true })))
  .then((lists) => {
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    const found = lists.reduce((sum, list) => sum + list.length, 0);
    if (found < Number(due)) throw new Error(`${found} of ${due} records came`);
    console.log(ms.toFixed(3));
    process.exit(0);
  })
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
