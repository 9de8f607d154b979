// What the four tests share: the servers' addresses, faults, and the questions.
import assert from 'node:assert/strict';

export const scripted = process.env.SCRIPTED_URL;
export const offline = process.env.OFFLINE_URL;
export const keyed = process.env.KEYED_URL;

export const HELLO = 'Hello to you, and to everybody who reads this.';
export const SUNNY = 'It is sunny in Seoul and in Busan.';
export const SEOUL = { city: 'Seoul', days: [1, 2, 3] };
export const BUSAN = { city: 'Busan', days: [1] };
export const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'array', items: { type: 'integer' } } },
  required: ['city'],
};
export const PLAN = {
  title: 'Plan',
  type: 'object',
  properties: { nodes: { type: 'array', items: { type: 'object' } } },
  required: ['nodes'],
  additionalProperties: false,
};
export const PLANNING = '## Task\ntotal sales\n\n## User goal\ntotal sales\n\n## Agents\n- analysis: computes\n- writer: writes';

export async function fault(text) {
  const response = await fetch(scripted + '/admin/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: text }),
  });
  assert.equal(response.status, 200, await response.text());
}

export async function all(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail('it succeeded');
}

// The parts until nothing comes for that long.
export async function untilSilent(stream, milliseconds) {
  const parts = [];
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const silence = new Promise((resolve) => setTimeout(resolve, milliseconds, 'silent'));
    const next = await Promise.race([iterator.next(), silence]);
    if (next === 'silent') return parts;
    assert.equal(next.done, false, 'it ended');
    parts.push(next.value);
  }
}

// Asks until the port is open again.
export async function whenOpen(ask) {
  const deadline = Date.now() + 8000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
