import assert from 'node:assert/strict';
import test from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI } from '@google/genai';
import * as s from './server.js';

const client = (url, apiKey = 'any', timeout = 10000) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url, timeout } });
const gemini = client(s.scripted).models;
const hello = { model: 'scripted-1', contents: 'hello' };
const tools = [{ functionDeclarations: [{ name: 'weather', description: 'tells', parametersJsonSchema: s.WEATHER }] }];
const weather = { model: 'scripted-1', contents: 'weather?', config: { tools } };
const ask = (body = hello, models = gemini) => models.generateContent(body);
const stream = (body = hello, models = gemini) => models.generateContentStream(body);
const body = (error) => JSON.parse(error.message).error;

function checkUsage(usage) {
  assert.equal(usage.promptTokenCount, 100);
  assert.equal(usage.cachedContentTokenCount, 64);
  assert.equal(usage.candidatesTokenCount, 15);
  assert.equal(usage.thoughtsTokenCount, 5);
  assert.equal(usage.totalTokenCount, 120);
}

test('chat, thoughts, usage, reason', async () => {
  const answer = await ask({ ...hello, config: { systemInstruction: 'You are kind.' } });
  assert.equal(answer.text, s.HELLO);
  assert.equal(answer.candidates[0].content.parts[0].thought, true);
  assert.equal(answer.candidates[0].finishReason, 'STOP');
  checkUsage(answer.usageMetadata);
  assert.equal((await ask({ ...hello, contents: 'long' })).candidates[0].finishReason, 'MAX_TOKENS');
});

test('streaming', async () => {
  const chunks = await s.all(await stream());
  assert.equal(chunks.map((c) => c.text ?? '').join(''), s.HELLO);
  assert.ok(chunks.length > 5);
  checkUsage(chunks.at(-1).usageMetadata);
});

test('parallel tools, whole and streamed, and their results', async () => {
  const whole = await ask(weather);
  assert.deepEqual(whole.functionCalls.map((c) => c.args), [s.SEOUL, s.BUSAN]);
  const calls = (await s.all(await stream(weather))).flatMap((c) => c.functionCalls ?? []);
  assert.deepEqual(calls.map((c) => c.args), [s.SEOUL, s.BUSAN]);
  const responses = calls.map((c) => ({ functionResponse: { id: c.id, name: c.name, response: { output: 'sunny' } } }));
  const turn = (parts) => [
    { role: 'user', parts: [{ text: 'weather?' }] }, whole.candidates[0].content, { role: 'user', parts }];
  const nameless = responses.map((r) => ({ functionResponse: { name: 'weather', response: r.functionResponse.response } }));
  assert.equal((await ask({ ...weather, contents: turn(nameless) })).text, s.SUNNY);
  const missing = await s.failure(ask({ ...weather, contents: turn(nameless.slice(1)) }));
  assert.equal(missing.status, 400);
  assert.match(missing.message, /number of function response parts is equal/);
});

test('structured output', async () => {
  const config = { responseMimeType: 'application/json', responseJsonSchema: s.PLAN };
  assert.deepEqual(JSON.parse((await ask({ ...hello, contents: 'plan', config })).text), { nodes: [] });
});

test('the rules behind it plan, with either form of schema and as a forced function', async () => {
  const rules = client(s.offline).models;
  const planning = { model: 'rules-1', contents: s.PLANNING };
  const json = { systemInstruction: 'You plan.', responseMimeType: 'application/json' };
  const answer = await ask({ ...planning, config: { ...json, responseJsonSchema: s.PLAN } }, rules);
  assert.deepEqual(JSON.parse(answer.text).nodes.map((n) => n.agent), ['analysis', 'writer']);
  const responseSchema = { title: 'Plan', type: 'OBJECT', properties: { nodes: { type: 'ARRAY', items: { type: 'OBJECT' } } } };
  assert.equal((await ask({ ...planning, config: { ...json, responseSchema } }, rules)).text, answer.text);
  const forced = await ask({
    ...planning,
    config: {
      tools: [{ functionDeclarations: [{ name: 'Plan', parametersJsonSchema: { type: 'object' } }] }],
      toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: ['Plan'] } },
    },
  }, rules);
  assert.deepEqual(forced.functionCalls[0].args, JSON.parse(answer.text));
});

const refusals = [
  ['rate-limited', 429, 'RESOURCE_EXHAUSTED'],
  ['rate-limited:retry-after=2s', 429, 'RESOURCE_EXHAUSTED', /"retryDelay":"2.0s"/],
  ['quota-exhausted', 429, 'RESOURCE_EXHAUSTED', /QuotaFailure.*PerDay/],
  ['server-error', 500, 'INTERNAL'],
  ['unavailable', 503, 'UNAVAILABLE'],
  ['overloaded', 503, 'UNAVAILABLE', /overloaded/],
  ['unknown-model', 404, 'NOT_FOUND'],
  ['revoked-key', 400, 'INVALID_ARGUMENT', /API_KEY_INVALID/],
  ['context-too-long', 400, 'INVALID_ARGUMENT', /exceeds the maximum number of tokens allowed/],
];
for (const [name, status, code, text] of refusals) {
  test('fault ' + name, async () => {
    for (const call of [ask, stream]) {
      await s.fault(name);
      const error = await s.failure(call());
      assert.ok(error instanceof ApiError, error);
      assert.equal(error.status, status);
      assert.equal(body(error).status, code);
      if (text) assert.match(error.message, text);
    }
  });
}

test('faults of answers', async () => {
  await s.fault('invalid-arguments');
  assert.equal((await ask(weather)).candidates[0].finishReason, 'MALFORMED_FUNCTION_CALL');
  await s.fault('unknown-tool:tool=teleport');
  assert.equal((await ask(weather)).functionCalls[0].name, 'teleport');
  await s.fault('empty-answer');
  assert.equal((await ask()).text, undefined);
  await s.fault('giant-answer:size=3000000');
  assert.equal((await ask()).text.length, 3000000);
  await s.fault('content-filter');
  assert.equal((await ask()).candidates[0].finishReason, 'SAFETY');
});

test('faults of streams', async () => {
  for (const name of ['cut', 'cut-before-tool-call', 'cut-in-tool-call', 'cut-after-tool-call']) {
    await s.fault(name);
    const chunks = [];
    await s.failure((async () => { for await (const chunk of await stream(weather)) chunks.push(chunk); })());
    const calls = chunks.flatMap((c) => c.functionCalls ?? []).length;
    assert.equal(calls, name === 'cut-after-tool-call' ? 2 : 0, name);
    assert.ok(chunks.every((c) => !c.candidates[0].finishReason));
  }
  await s.fault('stall:after=3');
  assert.ok((await s.untilSilent(await stream(), 300)).length <= 3);
  await s.fault('stream-error:after=2');
  const error = await s.failure(s.all(await stream()));
  assert.match(error.message, /overloaded/);
  await s.fault('slow-bytes:size=200,every=5ms');
  assert.equal((await s.all(await stream())).map((c) => c.text ?? '').join(''), s.HELLO);
});

test('faults of connections', async () => {
  await s.fault('slow-start:for=5s');
  assert.ok(await s.failure(ask(hello, client(s.scripted, 'any', 200).models)));
  await s.fault('refuse:for=300ms');
  const error = await s.failure((async () => { for (;;) await ask(); })());
  assert.match(String(error), /fetch failed/);
  assert.equal((await s.whenOpen(ask)).text, s.HELLO);
});

test('keys', async () => {
  const wrong = await s.failure(ask(hello, client(s.keyed, 'wrong').models));
  assert.match(wrong.message, /API_KEY_INVALID/);
  assert.ok(await ask(hello, client(s.keyed, 'key-1').models));
});

test('wrong requests', async () => {
  const unknown = await s.failure(ask({ ...hello, contents: [{ role: 'user', parts: [{ inlineData: { data: 'x', mimeType: 'image/png' } }] }] }));
  assert.equal(unknown.status, 400);
  assert.match(unknown.message, /Cannot find field/);
  assert.equal((await s.failure(ask({ ...hello, model: 'other' }))).status, 404);
});
