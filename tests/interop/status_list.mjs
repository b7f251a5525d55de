// @digitalbazaar/vc-bitstring-status-list: reads and writes lists of statuses.
import {createList, decodeList} from '@digitalbazaar/vc-bitstring-status-list';
import {readFileSync} from 'node:fs';

const {task, encodedList, indexes, length} = JSON.parse(readFileSync(0, 'utf8'));

async function read() {
  const list = await decodeList({encodedList});
  return indexes.map(index => list.getStatus(index));
}

async function write() {
  const list = await createList({length});
  indexes.forEach(index => list.setStatus(index, true));
  return list.encode();
}

process.stdout.write(JSON.stringify(await {read, write}[task]()));
