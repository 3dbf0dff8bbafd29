// SPDX-FileCopyrightText: 2026 The Keepwell authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An authorization server that we did not write (oidc-provider) in front of the demo clinic's records: it
// gives out its own tokens, and behind it the clinic's records are read with a token of the clinic's. One
// line of JSON on stdin says what it needs; events are printed as words, never a token.

import http from 'node:http';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const modules = process.argv[2];
const { default: Provider } = await import(pathToFileURL(path.join(modules, 'oidc-provider/lib/index.js')));
const input = await new Promise((resolve) => readline.createInterface({ input: process.stdin }).once('line', resolve));
const { clinic, token, patient, client, redirect, scopes, lifetime } = JSON.parse(input);

const server = http.createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const base = `${origin}/fhir`;
const say = (word) => process.stdout.write(`${word}\n`);

const provider = new Provider(origin, {
  clients: [{
    client_id: client, redirect_uris: [redirect], application_type: 'native', response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'none',
  }],
  pkce: { required: () => true, methods: ['S256'] },
  scopes: ['openid', 'offline_access', 'fhirUser', 'launch/patient', ...scopes],
  extraParams: ['aud'],
  claims: { openid: ['sub', 'fhirUser'] },
  conformIdTokenClaims: false,
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, fhirUser: `${base}/Patient/${patient}` }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  ttl: { AccessToken: lifetime, AuthorizationCode: 60, IdToken: 600, RefreshToken: 86400, Grant: 86400,
         Interaction: 600, Session: 600 },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
  cookies: { keys: ['for tests only'] },
});
provider.use(async (ctx, next) => {
  await next();
  // The launch context of SMART App Launch, which no general server knows.
  if (ctx.oidc?.route === 'token' && ctx.status === 200) ctx.body.patient = patient;
});
provider.on('grant.success', (ctx) => say(`GRANT ${ctx.oidc.params.grant_type}`));
provider.on('refresh_token.consumed', () => say('ROTATED'));
provider.on('refresh_token.destroyed', () => say('REVOKED'));
provider.on('grant.revoked', () => say('GRANT-REVOKED'));
provider.on('server_error', (ctx, error) => say(`SERVER-ERROR ${error.name}`));

const configuration = {
  issuer: origin, authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token`,
  revocation_endpoint: `${origin}/token/revocation`, jwks_uri: `${origin}/jwks`,
  grant_types_supported: ['authorization_code', 'refresh_token'], code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  capabilities: ['launch-standalone', 'client-public', 'context-standalone-patient', 'sso-openid-connect', 'permission-v1'],
};

async function answerFhir(request, response) {
  const tail = request.url.slice('/fhir'.length);
  if (tail === '/.well-known/smart-configuration') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(configuration));
    return;
  }
  const shown = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const known = shown && await provider.AccessToken.find(shown);
  if (!known || known.isExpired) {
    response.statusCode = 401;
    response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    response.end();
    return;
  }
  const answer = await fetch(clinic + tail, { headers: { accept: request.headers.accept ?? '*/*', authorization: `Bearer ${token}` } });
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1').replaceAll(clinic, base);
  response.statusCode = answer.status;
  response.setHeader('content-type', answer.headers.get('content-type') ?? 'application/octet-stream');
  response.end(Buffer.from(text, 'latin1'));
}

const oidc = provider.callback();
server.on('request', (request, response) => {
  if (!request.url.startsWith('/fhir')) oidc(request, response);
  else answerFhir(request, response).catch(() => response.destroy());
});
say(`BASE ${base}`);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
