// @digitalbazaar/vc: issues and verifies with Data Integrity. Asks: {task, ...}; contexts and documents come with the question.
import {readFileSync} from 'node:fs';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as vc from '@digitalbazaar/vc';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {createSignCryptosuite, createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';

const {task, documents, now, ...question} = JSON.parse(readFileSync(0, 'utf8'));

// The only network there is: what the question brought.
async function documentLoader(url) {
  const [address, fragment] = url.split('#');
  const document = documents[url] ?? documents[address];
  if(document === undefined) {
    throw new Error(`not in the question: ${url}`);
  }
  const method = fragment && document.verificationMethod?.find(one => one.id === url);
  return {
    contextUrl: null, documentUrl: url,
    document: method ? {'@context': 'https://w3id.org/security/multikey/v1', ...method} : document
  };
}

const suites = {
  'eddsa-rdfc-2022': [eddsaRdfc, eddsaRdfc],
  'eddsa-jcs-2022': [createSignCryptosuite(), createVerifyCryptosuite()],
  'ecdsa-rdfc-2019': [ecdsaRdfc, ecdsaRdfc]
};

async function issue({credential, cryptosuite, key}) {
  const multikey = cryptosuite.startsWith('eddsa') ? Ed25519Multikey : EcdsaMultikey;
  const pair = await multikey.from(key);
  const suite = new DataIntegrityProof({signer: pair.signer(), cryptosuite: suites[cryptosuite][0], date: new Date(now)});
  return vc.issue({credential, suite, documentLoader, now: new Date(now)});
}

async function verify({credential, cryptosuite}) {
  const suite = new DataIntegrityProof({cryptosuite: suites[cryptosuite][1]});
  const found = await vc.verifyCredential({credential, suite, documentLoader, now: new Date(now), checkStatus: async () => ({verified: true})});
  const reason = found.error?.errors?.[0] ?? found.error;
  return {verified: found.verified, reason: reason ? String(reason.message ?? reason) : null};
}

async function generate({cryptosuite}) {
  const multikey = cryptosuite.startsWith('eddsa') ? Ed25519Multikey : EcdsaMultikey;
  const pair = await multikey.generate({curve: 'P-256'});
  return pair.export({publicKey: true, secretKey: true});
}

const tasks = {issue, verify, generate};
process.stdout.write(JSON.stringify(await tasks[task](question)));
