import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI from 'openai';
import * as s from './server.js';

const client = (url, apiKey = 'any', timeout = 10000) =>
  new OpenAI({ baseURL: url + '/v1', apiKey, maxRetries: 0, timeout });
const openai = client(s.scripted);
const user = (content) => [{ role: 'user', content }];
const hello = { model: 'scripted-1', messages: user('hello') };
const tools = [{ type: 'function', function: { name: 'weather', description: 'tells', parameters: s.WEATHER } }];
const weather = { model: 'scripted-1', messages: user('weather?'), tools };
const format = { type: 'json_schema', json_schema: { name: 'Plan', strict: true, schema: s.PLAN } };
const ask = (body = hello, options) => openai.chat.completions.create(body, options);
const stream = (body = hello) => ask({ ...body, stream: true, stream_options: { include_usage: true } });

function checkUsage(usage) {
  assert.equal(usage.prompt_tokens, 100);
  assert.equal(usage.completion_tokens, 20);
  assert.equal(usage.total_tokens, 120);
  assert.equal(usage.prompt_tokens_details.cached_tokens, 64);
  assert.equal(usage.completion_tokens_details.reasoning_tokens, 5);
}

test('chat, usage, reason', async () => {
  const answer = await ask();
  assert.equal(answer.choices[0].message.content, s.HELLO);
  assert.equal(answer.choices[0].finish_reason, 'stop');
  checkUsage(answer.usage);
  assert.equal((await ask({ ...hello, messages: user('long') })).choices[0].finish_reason, 'length');
});

test('streaming', async () => {
  const chunks = await s.all(await stream());
  assert.equal(chunks.map((c) => c.choices[0]?.delta.content ?? '').join(''), s.HELLO);
  assert.ok(chunks.length > 5);
  checkUsage(chunks.at(-1).usage);
  const plain = await s.all(await ask({ ...hello, stream: true }));
  assert.ok(plain.every((c) => c.usage === undefined));
});

test('parallel tools, whole and streamed, and their results', async () => {
  const whole = (await ask(weather)).choices[0];
  assert.equal(whole.finish_reason, 'tool_calls');
  assert.deepEqual(whole.message.tool_calls.map((c) => JSON.parse(c.function.arguments)), [s.SEOUL, s.BUSAN]);
  const runner = openai.chat.completions.stream(weather);
  const message = await runner.finalMessage();
  assert.deepEqual(message.tool_calls.map((c) => JSON.parse(c.function.arguments)), [s.SEOUL, s.BUSAN]);
  assert.equal(new Set(message.tool_calls.map((c) => c.id)).size, 2);
  const results = message.tool_calls.map((c) => ({ role: 'tool', tool_call_id: c.id, content: '{"sky":"sunny"}' }));
  const final = await ask({ ...weather, messages: [...weather.messages, message, ...results] });
  assert.equal(final.choices[0].message.content, s.SUNNY);
});

test('structured output', async () => {
  const answer = await openai.chat.completions.parse({ model: 'scripted-1', messages: user('plan'), response_format: format });
  assert.deepEqual(JSON.parse(answer.choices[0].message.content), { nodes: [] });
});

test('models', async () => {
  assert.deepEqual((await s.all(await openai.models.list())).map((m) => m.id), ['scripted-1']);
});

test('the rules behind it plan', async () => {
  const answer = await client(s.offline).chat.completions.create({
    model: 'rules-1', messages: [{ role: 'system', content: 'You plan.' }, ...user(s.PLANNING)], response_format: format,
  });
  assert.deepEqual(JSON.parse(answer.choices[0].message.content).nodes.map((n) => n.agent), ['analysis', 'writer']);
});

const refusals = [
  ['rate-limited', OpenAI.RateLimitError, 429, 'rate_limit_exceeded'],
  ['rate-limited:retry-after=2s', OpenAI.RateLimitError, 429, 'rate_limit_exceeded', '2'],
  ['quota-exhausted', OpenAI.RateLimitError, 429, 'insufficient_quota'],
  ['server-error', OpenAI.InternalServerError, 500, null],
  ['unavailable', OpenAI.InternalServerError, 503, null],
  ['overloaded', OpenAI.InternalServerError, 503, null],
  ['unknown-model', OpenAI.NotFoundError, 404, 'model_not_found'],
  ['revoked-key', OpenAI.AuthenticationError, 401, 'invalid_api_key'],
  ['context-too-long', OpenAI.BadRequestError, 400, 'context_length_exceeded'],
];
for (const [name, type, status, code, retryAfter] of refusals) {
  test('fault ' + name, async () => {
    for (const call of [ask, stream]) {
      await s.fault(name);
      const error = await s.failure(call());
      assert.ok(error instanceof type, error);
      assert.equal(error.status, status);
      assert.equal(error.code, code);
      assert.equal(error.headers.get('retry-after'), retryAfter ?? null);
    }
  });
}

test('a client that retries gets over it', async () => {
  await s.fault('rate-limited:retry-after=0s,times=2');
  const patient = new OpenAI({ baseURL: s.scripted + '/v1', apiKey: 'any', maxRetries: 2 });
  assert.equal((await patient.chat.completions.create(hello)).choices[0].message.content, s.HELLO);
});

test('faults of answers', async () => {
  await s.fault('invalid-arguments');
  const calls = (await ask(weather)).choices[0].message.tool_calls;
  assert.throws(() => JSON.parse(calls[0].function.arguments), SyntaxError);
  await s.fault('unknown-tool:tool=teleport');
  assert.equal((await ask(weather)).choices[0].message.tool_calls[0].function.name, 'teleport');
  await s.fault('empty-answer');
  assert.equal((await ask()).choices[0].message.content, '');
  await s.fault('giant-answer:size=3000000');
  assert.equal((await ask()).choices[0].message.content.length, 3000000);
  await s.fault('content-filter');
  assert.equal((await ask()).choices[0].finish_reason, 'content_filter');
});

test('faults of streams', async () => {
  for (const [name, least] of [['cut', 1], ['cut-before-tool-call', 3], ['cut-in-tool-call', 4], ['cut-after-tool-call', 8]]) {
    await s.fault(name);
    const chunks = [];
    await s.failure((async () => { for await (const chunk of await stream(weather)) chunks.push(chunk); })());
    const called = chunks.some((c) => c.choices[0]?.delta.tool_calls);
    assert.equal(called, name === 'cut-in-tool-call' || name === 'cut-after-tool-call', name);
    assert.ok(chunks.length >= least, name + ' ' + chunks.length);
    assert.ok(chunks.every((c) => !c.choices[0]?.finish_reason));
  }
  await s.fault('stall:after=3');
  assert.equal((await s.untilSilent(await stream(), 300)).length, 3);
  await s.fault('stream-error:after=2');
  const error = await s.failure(s.all(await stream()));
  assert.ok(error instanceof OpenAI.APIError, error);
  assert.equal(error.type, 'server_error');
  await s.fault('slow-bytes:size=200,every=5ms');
  assert.equal((await s.all(await stream())).map((c) => c.choices[0]?.delta.content ?? '').join(''), s.HELLO);
});

test('a closed port opens again', async () => {
  await s.fault('slow-start:for=5s');
  assert.ok((await s.failure(ask(hello, { timeout: 200 }))) instanceof OpenAI.APIConnectionTimeoutError);
  await s.fault('refuse:for=700ms');
  const error = await s.failure((async () => { for (;;) await ask(); })());
  assert.ok(error instanceof OpenAI.APIConnectionError, error);
  assert.equal((await s.whenOpen(ask)).choices[0].message.content, s.HELLO);
});

test('a port that does not accept is a time-out', async () => {
  await s.fault('slow-connect:for=1200ms');
  let error;
  do {
    error = await s.failure((async () => { for (;;) await ask(hello, { timeout: 500 }); })());
  } while (!(error instanceof OpenAI.APIConnectionTimeoutError));
  assert.equal((await s.whenOpen(ask)).choices[0].message.content, s.HELLO);
});

test('keys', async () => {
  const wrong = await s.failure(client(s.keyed, 'wrong').chat.completions.create(hello));
  assert.ok(wrong instanceof OpenAI.AuthenticationError);
  assert.equal(wrong.code, 'invalid_api_key');
  assert.ok(await client(s.keyed, 'key-1').chat.completions.create(hello));
});

test('wrong requests', async () => {
  const unknown = await s.failure(ask({ ...hello, no_such_field: 1 }));
  assert.ok(unknown instanceof OpenAI.BadRequestError);
  assert.deepEqual([unknown.code, unknown.param], ['unknown_parameter', 'no_such_field']);
  const type = await s.failure(ask({ ...hello, messages: 'hello' }));
  assert.deepEqual([type.status, type.code, type.param], [400, 'invalid_type', 'messages']);
  const orphan = await s.failure(ask({ ...hello, messages: [...hello.messages, { role: 'tool', tool_call_id: 'x', content: '' }] }));
  assert.match(orphan.message, /must be a response to a preceeding message with 'tool_calls'/);
  const model = await s.failure(ask({ ...hello, model: 'other' }));
  assert.ok(model instanceof OpenAI.NotFoundError);
  const script = await s.failure(ask({ ...hello, messages: user('something else') }));
  assert.match(script.message, /has no answer left for this request/);
});
