import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {address, number, pairs, readOptions, UsageError} from '../src/options.js';
import {decode, encode} from '../src/wire-format.js';

const SCHEMA = JSON.parse(readFileSync(new URL('../AgentTaskEvent.avsc', import.meta.url), 'utf8'));
const EVENT = {
  task_id: 't-1', source_agent: 'client', target_agent: 'search', session_id: 's-1',
  prompt: '최근 일주일 매출 분석해줘', context: {a: 'b'}, created_at: 1763600000000,
};
const registry = {schema: async id => {
  assert.equal(id, 7);
  return SCHEMA;
}};

test('a record starts with a zero byte and the schema id', async () => {
  const bytes = encode(7, SCHEMA, EVENT);
  assert.deepEqual([...bytes.subarray(0, 5)], [0, 0, 0, 0, 7]);
  assert.deepEqual({...await decode(bytes, registry), context: {...EVENT.context}}, EVENT);
});

test('a field that does not fit is named', () => {
  assert.throws(() => encode(7, SCHEMA, {...EVENT, prompt: 1}), /'prompt' cannot be 1/);
});

test('other bytes are refused', async () => {
  await assert.rejects(decode(Buffer.from('hello'), registry), /Confluent wire format/);
  await assert.rejects(decode(null, registry), /Confluent wire format/);
});

test('flags win over the environment, the environment over defaults', () => {
  const known = {agent: {env: 'A', fallback: 'x', help: ''}};
  assert.equal(readOptions('c', known, ['hi'], {}).agent, 'x');
  assert.equal(readOptions('c', known, ['hi'], {A: 'y'}).agent, 'y');
  assert.equal(readOptions('c', known, ['hi', '--agent', 'z'], {A: 'y'}).agent, 'z');
});

test('wrong usage is told', () => {
  assert.throws(() => readOptions('c', {}, [], {}), UsageError);
  assert.throws(() => readOptions('c', {}, ['--nope', 'hi'], {}), /nope/);
  assert.throws(() => address('brokers', 'localhost'), /--brokers 'localhost'/);
  assert.throws(() => number('max-steps', '26', 1, 25), /--max-steps '26'/);
  assert.throws(() => pairs('context', ['x']), /--context 'x'/);
});
