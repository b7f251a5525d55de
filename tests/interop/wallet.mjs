// A small wallet on @openid4vc/openid4vci, @openid4vc/openid4vp and @sd-jwt/sd-jwt-vc: takes an offer, answers a question.
// Asks: {task: "accept" | "present", ...}. A did:web of this machine stands for an https address; it is fetched over http.
import {createHash, randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {Openid4vciClient, setGlobalConfig} from '@openid4vc/openid4vci';
import {Openid4vpClient} from '@openid4vc/openid4vp';
import {clientAuthenticationAnonymous, clientAuthenticationNone} from '@openid4vc/oauth2';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import * as jose from 'jose';

const {task, ...question} = JSON.parse(readFileSync(0, 'utf8'));
setGlobalConfig({allowInsecureUrls: true});  // the demonstration runs on this machine

const hash = (data, name = 'sha-256') => new Uint8Array(createHash(name.replace('-', '')).update(data).digest());
const publicHalf = ({d, ...jwk}) => jwk;

async function keyOf(address) {
  const [did, fragment] = address.split('#');
  const [host, ...path] = did.replace('did:web:', '').split(':');
  const answer = await fetch(`http://${decodeURIComponent(host)}/${path.join('/')}/did.json`);
  const document = await answer.json();
  if(document.id !== did) {
    throw new Error(`another DID answers: ${document.id}`);
  }
  const method = document.verificationMethod.find(one => one.id.endsWith(`#${fragment}`));
  if(!document.assertionMethod.includes(method?.id)) {
    throw new Error(`no key of ${did} may assert as ${fragment}`);
  }
  return method.publicKeyJwk ?? fromMultikey(method.publicKeyMultibase);
}

// P-256 as Multikey: base58btc of 0x8024 and the compressed point.
function fromMultikey(text) {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for(const letter of text.slice(1)) {
    number = number * 58n + BigInt(letters.indexOf(letter));
  }
  const bytes = Buffer.from(number.toString(16).padStart(70, '0'), 'hex');
  const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  const x = BigInt(`0x${bytes.subarray(3).toString('hex')}`);
  let y = power((x ** 3n - 3n * x + b) % p, (p + 1n) / 4n, p);
  if(Number(y % 2n) !== bytes[2] - 2) {
    y = p - y;
  }
  const coordinate = value => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url');
  return {kty: 'EC', crv: 'P-256', x: coordinate(x), y: coordinate(y)};
}

function power(value, exponent, modulus) {
  let found = 1n;
  for(let base = ((value % modulus) + modulus) % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
    found = rest & 1n ? found * base % modulus : found;
    base = base * base % modulus;
  }
  return found;
}

function callbacks(key, clientAuthentication) {
  return {
    fetch, hash, clientAuthentication,
    generateRandom: length => new Uint8Array(randomBytes(length)),
    async signJwt(signer, {header, payload}) {
      const made = new jose.SignJWT(payload).setProtectedHeader(header);
      return {jwt: await made.sign(await jose.importJWK(key, 'ES256')), signerJwk: publicHalf(key)};
    },
    async verifyJwt(signer, {compact}) {
      const jwk = signer.method === 'did' ? await keyOf(signer.didUrl) : signer.publicJwk;
      await jose.compactVerify(compact, await jose.importJWK(jwk, signer.alg));
      return {verified: true, signerJwk: jwk};
    },
    async encryptJwe({publicJwk, alg, enc}, data) {
      const header = {alg, enc, kid: publicJwk.kid};
      const made = new jose.CompactEncrypt(new TextEncoder().encode(data)).setProtectedHeader(header);
      return {jwe: await made.encrypt(await jose.importJWK(publicJwk, alg)), encryptionJwk: publicJwk};
    },
    async decryptJwe() {
      return {decrypted: false};
    }
  };
}

function sdJwt(key) {
  return new SDJwtVcInstance({
    hasher: (data, name) => hash(data, name), hashAlg: 'sha-256',
    saltGenerator: length => randomBytes(length).toString('base64url'),
    signAlg: 'ES256', kbSignAlg: 'ES256',
    verifier: (data, signature) => verified(data, signature),
    statusVerifier: (data, signature) => verified(data, signature),
    statusListFetcher: async uri => (await fetch(uri, {headers: {accept: 'application/statuslist+jwt'}})).text(),
    kbSigner: async data => {
      const [header, payload] = data.split('.').map(one => JSON.parse(Buffer.from(one, 'base64url')));
      const signed = await new jose.SignJWT(payload).setProtectedHeader(header).sign(await jose.importJWK(key, 'ES256'));
      return signed.split('.')[2];
    }
  });
}

// By the issuer's own key: the kid leads to its DID document, which must be that of `iss`.
async function verified(data, signature) {
  const [header, payload] = data.split('.').map(one => JSON.parse(Buffer.from(one, 'base64url')));
  if(header.kid.split('#')[0] !== payload.iss) {
    return false;
  }
  await jose.compactVerify(`${data}.${signature}`, await jose.importJWK(await keyOf(header.kid), 'ES256'));
  return true;
}

async function accept({link, digits, client, code, verifier, redirect}) {
  const pair = await jose.generateKeyPair('ES256', {extractable: true});
  const key = await jose.exportJWK(pair.privateKey);
  const authentication = client ? clientAuthenticationNone({clientId: client}) : clientAuthenticationAnonymous();
  const wallet = new Openid4vciClient({callbacks: callbacks(key, authentication)});
  const offer = await wallet.resolveCredentialOffer(link);
  const issuerMetadata = await wallet.resolveIssuerMetadata(offer.credential_issuer);
  const [configuration] = offer.credential_configuration_ids;
  if(client && !code) {
    const begun = await wallet.initiateAuthorization({
      clientId: client, credentialOffer: offer, issuerMetadata, redirectUri: redirect,
      scope: issuerMetadata.credentialIssuer.credential_configurations_supported[configuration].scope
    });
    return {authorise: begun.authorizationRequestUrl, verifier: begun.pkce?.codeVerifier};
  }
  const {accessTokenResponse} = client ?
    await wallet.retrieveAuthorizationCodeAccessTokenFromOffer({
      credentialOffer: offer, issuerMetadata, authorizationCode: code, pkceCodeVerifier: verifier, redirectUri: redirect
    }) :
    await wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({credentialOffer: offer, issuerMetadata, txCode: digits});
  const {c_nonce: nonce} = await wallet.requestNonce({issuerMetadata});
  const {jwt} = await wallet.createCredentialRequestJwtProof({
    issuerMetadata, credentialConfigurationId: configuration, nonce,
    signer: {method: 'jwk', publicJwk: publicHalf(key), alg: 'ES256'}
  });
  const {credentialResponse} = await wallet.retrieveCredentials({
    issuerMetadata, credentialConfigurationId: configuration, accessToken: accessTokenResponse.access_token,
    proofs: {jwt: [jwt]}
  });
  const credential = credentialResponse.credentials[0].credential;
  const {payload} = await sdJwt(key).verify(credential);
  return {key, credential, claims: payload};
}

async function present({link, key, credential, decline}) {
  const wallet = new Openid4vpClient({callbacks: callbacks(key, clientAuthenticationAnonymous())});
  const parsed = wallet.parseOpenid4vpAuthorizationRequest({authorizationRequest: link});
  const {authorizationRequestPayload: asked, client, dcql} =
    await wallet.resolveOpenId4vpAuthorizationRequest({authorizationRequestPayload: parsed.params});
  const {claims: everything} = await sdJwt(key).decode(credential).then(found => found.getClaims(hash)).then(claims => ({claims}));
  const [wanted] = dcql.query.credentials;
  const chosen = (wanted.claims ?? []).filter(one => one.path[0] in everything);
  const frame = Object.fromEntries(chosen.map(one => [one.path[0], true]));
  const shown = await sdJwt(key).present(credential, frame, {
    kb: {payload: {aud: asked.client_id, nonce: asked.nonce, iat: Math.floor(Date.now() / 1000)}}
  });
  const answer = decline ? {error: 'access_denied'} : {vp_token: {[wanted.id]: [shown]}};
  const encrypted = asked.response_mode === 'direct_post.jwt';
  const made = await wallet.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: asked, authorizationResponsePayload: answer,
    clientMetadata: asked.client_metadata,
    ...(encrypted ? {jarm: {
      encryption: {nonce: randomBytes(12).toString('base64url')},
      serverMetadata: {
        authorization_signing_alg_values_supported: [],
        authorization_encryption_alg_values_supported: ['ECDH-ES'],
        authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM']
      }
    }} : {})
  });
  const {response} = await wallet.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: asked, authorizationResponsePayload: made.authorizationResponsePayload, jarm: made.jarm
  });
  return {status: response.status, body: await response.json(), client, name: asked.client_metadata?.client_name, mode: asked.response_mode};
}

const tasks = {accept, present};
process.stdout.write(JSON.stringify(await tasks[task](question)));
