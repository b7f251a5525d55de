// Implementations by others in Node, measured beside ours. Run by peers.py in a folder where they are installed.
// First line of input: {contexts, credentials, claims, concealed}. Then {name, seconds} a line; the answer is {times, cpu}.
import {createInterface} from 'node:readline';
import {createHash, generateKeyPairSync, randomBytes, sign as signWith, verify as verifyWith} from 'node:crypto';

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
const given = JSON.parse((await lines.next()).value);
const cases = {};
const spent = () => { const used = process.cpuUsage(); return (used.user + used.system) / 1e6; };

try {
  const vc = await import('@digitalbazaar/vc');
  const Multikey = await import('@digitalbazaar/ed25519-multikey');
  const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
  const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
  const pair = await Multikey.generate({});
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  const did = `did:key:${publicKeyMultibase}`, id = `${did}#${publicKeyMultibase}`;
  Object.assign(pair, {id, controller: did});
  const key = {'@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', controller: did, publicKeyMultibase};
  const controller = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], id: did,
    verificationMethod: [key], assertionMethod: [id]
  };
  const documentLoader = async url => {
    const document = url === id ? key : url === did ? controller : given.contexts[url];
    if(!document) {
      throw new Error(`not given: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document, tag: 'static'};
  };
  const mine = given.credentials.map(one => {
    const copy = structuredClone(one);
    copy.issuer.id = copy.credentialSubject.achievement.creator.id = did;
    return copy;
  });
  const suite = new DataIntegrityProof({signer: pair.signer(), cryptosuite, date: '2026-06-01T00:00:00Z'});
  const checks = new DataIntegrityProof({cryptosuite});
  const issue = number => vc.issue({credential: structuredClone(mine[number % mine.length]), suite, documentLoader});
  const signed = [];
  for(let number = 0; number < mine.length; number++) {
    signed.push(JSON.stringify(await issue(number)));
  }
  cases['issue'] = async number => JSON.stringify(await issue(number));
  cases['verify'] = async number => {
    const credential = JSON.parse(signed[number % signed.length]);
    const checkStatus = async () => ({verified: true});
    const answer = await vc.verifyCredential({credential, suite: checks, documentLoader, checkStatus});
    if(!answer.verified) {
      throw answer.error;
    }
  };
} catch(error) {
  process.stderr.write(`@digitalbazaar/vc: ${error.message}\n`);
}

try {
  const {SDJwtVcInstance} = await import('@sd-jwt/sd-jwt-vc');
  const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  const instance = new SDJwtVcInstance({
    signAlg: 'ES256', hashAlg: 'sha-256',
    signer: async data => signWith('sha256', Buffer.from(data), {key: privateKey, dsaEncoding: 'ieee-p1363'}).toString('base64url'),
    verifier: async (data, signature) => verifyWith('sha256', Buffer.from(data),
      {key: publicKey, dsaEncoding: 'ieee-p1363'}, Buffer.from(signature, 'base64url')),
    hasher: async (data, algorithm) => new Uint8Array(createHash(algorithm.replace('-', '')).update(data).digest()),
    saltGenerator: async length => randomBytes(length).toString('base64url')
  });
  const issue = () => instance.issue(structuredClone(given.claims), {_sd: given.concealed});
  const token = await issue();
  cases['sd-jwt issue'] = issue;
  cases['sd-jwt verify'] = () => instance.verify(token);
} catch(error) {
  process.stderr.write(`@sd-jwt/sd-jwt-vc: ${error.message}\n`);
}

process.stdout.write(`${JSON.stringify(Object.keys(cases))}\n`);
for await (const line of lines) {
  const {name, seconds} = JSON.parse(line);
  const begun = spent();
  let times = 0;
  while(spent() - begun < seconds) {
    await cases[name](times++);
  }
  process.stdout.write(`${JSON.stringify({times, cpu: spent() - begun})}\n`);
}
