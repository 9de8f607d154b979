import assert from 'node:assert/strict';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import * as s from './server.js';

const client = (url, apiKey = 'any') => new Anthropic({ baseURL: url, apiKey, maxRetries: 0, timeout: 10000 });
const anthropic = client(s.scripted);
const user = (content) => [{ role: 'user', content }];
const hello = { model: 'scripted-1', max_tokens: 100, messages: user('hello') };
const tools = [{ name: 'weather', description: 'tells', input_schema: s.WEATHER }];
const weather = { ...hello, messages: user('weather?'), tools };
const ask = (body = hello, options) => anthropic.messages.create(body, options);
const stream = (body = hello) => ask({ ...body, stream: true });
const inputs = (message) => message.content.filter((b) => b.type === 'tool_use').map((b) => b.input);

function checkUsage(usage) {
  assert.equal(usage.input_tokens, 36);
  assert.equal(usage.cache_read_input_tokens, 64);
  assert.equal(usage.output_tokens, 20);
}

test('chat, thinking, usage, reason', async () => {
  const answer = await ask({ ...hello, system: 'You are kind.' });
  assert.deepEqual(answer.content.map((b) => b.type), ['thinking', 'text']);
  assert.equal(answer.content[1].text, s.HELLO);
  assert.equal(answer.stop_reason, 'end_turn');
  checkUsage(answer.usage);
  assert.equal((await ask({ ...hello, messages: user('long') })).stop_reason, 'max_tokens');
});

test('streaming', async () => {
  const kinds = (await s.all(await stream())).map((e) => e.type);
  assert.equal(kinds[0], 'message_start');
  assert.deepEqual(kinds.slice(-2), ['message_delta', 'message_stop']);
  const message = await anthropic.messages.stream(hello).finalMessage();
  assert.equal(message.content[1].text, s.HELLO);
  assert.equal(message.content[0].thinking, 'They greet me, so I greet them.');
  checkUsage(message.usage);
});

test('parallel tools, whole and streamed, and their results', async () => {
  const whole = await ask(weather);
  assert.equal(whole.stop_reason, 'tool_use');
  assert.deepEqual(inputs(whole), [s.SEOUL, s.BUSAN]);
  const message = await anthropic.messages.stream(weather).finalMessage();
  assert.deepEqual(inputs(message), [s.SEOUL, s.BUSAN]);
  const results = message.content
    .filter((b) => b.type === 'tool_use')
    .map((b) => ({ type: 'tool_result', tool_use_id: b.id, content: '{"sky":"sunny"}' }));
  const history = [...weather.messages, { role: 'assistant', content: message.content }];
  const final = await ask({ ...weather, messages: [...history, { role: 'user', content: results }] });
  assert.equal(final.content[0].text, s.SUNNY);
  const missing = await s.failure(ask({ ...weather, messages: [...history, { role: 'user', content: results.slice(1) }] }));
  assert.ok(missing instanceof Anthropic.BadRequestError);
  assert.match(missing.message, /`tool_use` ids were found without `tool_result` blocks/);
});

test('structured output', async () => {
  const output_config = { format: { type: 'json_schema', schema: s.PLAN } };
  const answer = await ask({ ...hello, messages: user('plan'), output_config });
  assert.deepEqual(JSON.parse(answer.content[0].text), { nodes: [] });
});

test('models', async () => {
  assert.deepEqual((await s.all(await anthropic.models.list())).map((m) => m.id), ['scripted-1']);
});

test('the rules behind it plan, as text and as a forced tool', async () => {
  const planning = { model: 'rules-1', max_tokens: 1000, system: 'You plan.', messages: user(s.PLANNING) };
  const rules = client(s.offline).messages;
  const text = await rules.create({ ...planning, output_config: { format: { type: 'json_schema', schema: s.PLAN } } });
  const plan = JSON.parse(text.content[0].text);
  assert.deepEqual(plan.nodes.map((n) => n.agent), ['analysis', 'writer']);
  const { title, ...untitled } = s.PLAN;
  const forced = await rules.create({
    ...planning, tools: [{ name: title, input_schema: untitled }], tool_choice: { type: 'tool', name: title },
  });
  assert.deepEqual(inputs(forced), [plan]);
});

const refusals = [
  ['rate-limited', Anthropic.RateLimitError, 429, 'rate_limit_error'],
  ['rate-limited:retry-after=2s', Anthropic.RateLimitError, 429, 'rate_limit_error', '2'],
  ['quota-exhausted', Anthropic.BadRequestError, 400, 'invalid_request_error'],
  ['server-error', Anthropic.InternalServerError, 500, 'api_error'],
  ['unavailable', Anthropic.InternalServerError, 503, 'api_error'],
  ['overloaded', Anthropic.InternalServerError, 529, 'overloaded_error'],
  ['unknown-model', Anthropic.NotFoundError, 404, 'not_found_error'],
  ['revoked-key', Anthropic.AuthenticationError, 401, 'authentication_error'],
  ['context-too-long', Anthropic.BadRequestError, 400, 'invalid_request_error'],
];
for (const [name, type, status, kind, retryAfter] of refusals) {
  test('fault ' + name, async () => {
    for (const call of [ask, stream]) {
      await s.fault(name);
      const error = await s.failure(call());
      assert.ok(error instanceof type, error);
      assert.equal(error.status, status);
      assert.equal(error.error.error.type, kind);
      assert.equal(error.headers.get('retry-after'), retryAfter ?? null);
      assert.match(error.requestID, /^req_/);
    }
  });
}

test('faults of answers', async () => {
  await s.fault('invalid-arguments');
  assert.ok(inputs(await ask(weather))[0].INVALID_JSON);
  await s.fault('invalid-arguments');
  const json = (await s.all(await stream(weather))).map((e) => (e.index === 1 && e.delta?.partial_json) || '').join('');
  assert.throws(() => JSON.parse(json), SyntaxError);
  await s.fault('unknown-tool:tool=teleport');
  assert.equal((await ask(weather)).content.at(-1).name, 'teleport');
  await s.fault('empty-answer');
  assert.deepEqual((await ask()).content, []);
  await s.fault('giant-answer:size=3000000');
  assert.equal((await anthropic.messages.stream(hello).finalMessage()).content[0].text.length, 3000000);
  await s.fault('content-filter');
  assert.equal((await ask()).stop_reason, 'refusal');
});

test('faults of streams', async () => {
  for (const name of ['cut', 'cut-before-tool-call', 'cut-in-tool-call', 'cut-after-tool-call']) {
    await s.fault(name);
    const events = [];
    await s.failure((async () => { for await (const event of await stream(weather)) events.push(event); })());
    const called = events.some((e) => e.content_block?.type === 'tool_use');
    assert.equal(called, name === 'cut-in-tool-call' || name === 'cut-after-tool-call', name);
    assert.ok(events.every((e) => e.type !== 'message_delta'));
    await s.fault(name);
    await s.failure(anthropic.messages.stream(weather).finalMessage());
  }
  await s.fault('stall:after=3');
  assert.ok((await s.untilSilent(await stream(), 300)).length >= 1);
  await s.fault('stream-error:after=4');
  const error = await s.failure(s.all(await stream()));
  assert.ok(error instanceof Anthropic.APIError, error);
  assert.equal(error.error.error.type, 'overloaded_error');
  await s.fault('slow-bytes:size=200,every=5ms');
  assert.equal((await anthropic.messages.stream(hello).finalMessage()).content[1].text, s.HELLO);
});

test('faults of connections', async () => {
  await s.fault('slow-start:for=5s');
  assert.ok((await s.failure(ask(hello, { timeout: 200 }))) instanceof Anthropic.APIConnectionTimeoutError);
  await s.fault('refuse:for=300ms');
  const error = await s.failure((async () => { for (;;) await ask(); })());
  assert.ok(error instanceof Anthropic.APIConnectionError, error);
  assert.equal((await s.whenOpen(ask)).content[1].text, s.HELLO);
});

test('keys', async () => {
  const wrong = await s.failure(client(s.keyed, 'wrong').messages.create(hello));
  assert.ok(wrong instanceof Anthropic.AuthenticationError);
  assert.match(wrong.message, /invalid x-api-key/);
  assert.ok(await client(s.keyed, 'key-1').messages.create(hello));
});

test('wrong requests', async () => {
  const unknown = await s.failure(ask({ ...hello, no_such_field: 1 }));
  assert.ok(unknown instanceof Anthropic.BadRequestError);
  assert.match(unknown.message, /no_such_field: Extra inputs are not permitted/);
  assert.match((await s.failure(ask({ ...hello, max_tokens: 'many' }))).message, /max_tokens: Input should be a valid integer/);
  const orphan = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x', content: '' }] };
  assert.match((await s.failure(ask({ ...hello, messages: [orphan] }))).message, /unexpected `tool_use_id`/);
  assert.ok((await s.failure(ask({ ...hello, model: 'other' }))) instanceof Anthropic.NotFoundError);
});
