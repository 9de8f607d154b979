import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readable} from '../src/status-message.js';

// As servers write it that encode more than they must: URLEncoder, and %20 for a blank.
const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

// As grpc-js hands it out.
const received = (text) => decodeURI(encoded(text));

test('punctuation and Korean are read as they were written', () => {
  const message = "data source '매출': 없음; say one of sales, hr (a/b?c=d&e+f@g#h $5), 100% sure";
  assert.notEqual(received(message), message);
  assert.equal(readable(received(message)), message);
});

test('what no server encoded stays as it is', () => {
  assert.equal(readable('100% of 50%x'), '100% of 50%x');
});
