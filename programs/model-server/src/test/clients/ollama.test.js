import assert from 'node:assert/strict';
import test from 'node:test';
import { Ollama } from 'ollama';
import * as s from './server.js';

const client = (host, headers = {}) => new Ollama({ host, headers });
const ollama = client(s.scripted);
const user = (content) => [{ role: 'user', content }];
const hello = { model: 'scripted-1', messages: user('hello') };
const tools = [{ type: 'function', function: { name: 'weather', description: 'tells', parameters: s.WEATHER } }];
const weather = { model: 'scripted-1', messages: user('weather?'), tools };
const ask = (body = hello, through = ollama) => through.chat(body);
const stream = (body = hello) => ollama.chat({ ...body, stream: true });
const args = (calls) => calls.map((c) => c.function.arguments);

test('chat, thinking, usage, reason', async () => {
  const answer = await ask();
  assert.equal(answer.message.content, s.HELLO);
  assert.equal(answer.message.thinking, 'They greet me, so I greet them.');
  assert.deepEqual([answer.done_reason, answer.prompt_eval_count, answer.eval_count], ['stop', 100, 20]);
  assert.equal((await ask({ ...hello, messages: user('long') })).done_reason, 'length');
});

test('streaming', async () => {
  const parts = await s.all(await stream());
  assert.equal(parts.map((p) => p.message.content).join(''), s.HELLO);
  assert.ok(parts.length > 5);
  assert.deepEqual([parts.at(-1).done, parts.at(-1).prompt_eval_count, parts.at(-1).eval_count], [true, 100, 20]);
});

test('parallel tools, whole and streamed, and their results', async () => {
  const whole = await ask(weather);
  assert.deepEqual(args(whole.message.tool_calls), [s.SEOUL, s.BUSAN]);
  const streamed = (await s.all(await stream(weather))).flatMap((p) => p.message.tool_calls ?? []);
  assert.deepEqual(args(streamed), [s.SEOUL, s.BUSAN]);
  const results = streamed.map(() => ({ role: 'tool', tool_name: 'weather', content: 'sunny' }));
  const final = await ask({ ...weather, messages: [...weather.messages, whole.message, ...results] });
  assert.equal(final.message.content, s.SUNNY);
});

test('structured output', async () => {
  const answer = await ask({ ...hello, messages: user('plan'), format: s.PLAN });
  assert.deepEqual(JSON.parse(answer.message.content), { nodes: [] });
});

test('list, show, version', async () => {
  assert.deepEqual((await ollama.list()).models.map((m) => m.name), ['scripted-1']);
  assert.ok((await ollama.show({ model: 'scripted-1' })).capabilities.includes('tools'));
  assert.equal((await s.failure(ollama.show({ model: 'other' }))).status_code, 404);
  assert.match((await ollama.version()).version, /^\d+\.\d+/);
});

test('the rules behind it plan', async () => {
  const messages = [{ role: 'system', content: 'You plan.' }, ...user(s.PLANNING)];
  const answer = await client(s.offline).chat({ model: 'rules-1', messages, format: s.PLAN });
  assert.deepEqual(JSON.parse(answer.message.content).nodes.map((n) => n.agent), ['analysis', 'writer']);
});

const refusals = [
  ['rate-limited', 429, /too many requests/],
  ['rate-limited:retry-after=2s', 429, /too many requests/],
  ['quota-exhausted', 429, /usage limit/],
  ['server-error', 500, /unexpectedly stopped/],
  ['unavailable', 503, /unavailable/],
  ['overloaded', 503, /server busy/],
  ['unknown-model', 404, /model 'scripted-1' not found/],
  ['revoked-key', 401, /unauthorized/],
  ['context-too-long', 400, /prompt too long/],
];
for (const [name, status, text] of refusals) {
  test('fault ' + name, async () => {
    for (const call of [ask, stream]) {
      await s.fault(name);
      const error = await s.failure(call());
      assert.equal(error.name, 'ResponseError');
      assert.equal(error.status_code, status);
      assert.match(error.message, text);
    }
  });
}

test('faults of answers', async () => {
  await s.fault('invalid-arguments');
  const broken = await ask(weather);
  assert.equal(broken.message.tool_calls, undefined);
  assert.match(broken.message.content, /"name": "weather"/);
  await s.fault('unknown-tool:tool=teleport');
  assert.equal((await ask(weather)).message.tool_calls[0].function.name, 'teleport');
  await s.fault('empty-answer');
  assert.equal((await ask()).message.content, '');
  await s.fault('giant-answer:size=3000000');
  assert.equal((await ask()).message.content.length, 3000000);
  await s.fault('content-filter');
  assert.equal((await ask()).message.content, '');
});

test('faults of streams', async () => {
  for (const name of ['cut', 'cut-before-tool-call', 'cut-in-tool-call', 'cut-after-tool-call']) {
    await s.fault(name);
    const parts = [];
    await s.failure((async () => { for await (const part of await stream(weather)) parts.push(part); })());
    const calls = parts.flatMap((p) => p.message.tool_calls ?? []).length;
    assert.equal(calls, name === 'cut-after-tool-call' ? 2 : 0, name);
    assert.ok(parts.every((p) => !p.done));
  }
  await s.fault('stall:after=3');
  assert.equal((await s.untilSilent(await stream(), 300)).length, 3);
  await s.fault('stream-error:after=2');
  assert.match((await s.failure(s.all(await stream()))).message, /server busy/);
  await s.fault('slow-bytes:size=200,every=5ms');
  assert.equal((await s.all(await stream())).map((p) => p.message.content).join(''), s.HELLO);
  ollama.abort();
});

test('faults of connections', async () => {
  await s.fault('refuse:for=300ms');
  const error = await s.failure((async () => { for (;;) await ask(); })());
  assert.match(String(error), /fetch failed/);
  assert.equal((await s.whenOpen(ask)).message.content, s.HELLO);
});

test('keys', async () => {
  assert.equal((await s.failure(ask(hello, client(s.keyed)))).status_code, 401);
  assert.ok(await ask(hello, client(s.keyed, { Authorization: 'Bearer key-1' })));
});

test('wrong requests', async () => {
  assert.match((await s.failure(ask({ ...hello, messages: 'hello' }))).message, /cannot unmarshal/);
  assert.equal((await s.failure(ask({ ...hello, model: 'other' }))).status_code, 404);
});
