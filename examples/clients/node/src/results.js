import {decode} from './wire-format.js';

/**
 * Listens for the result of one task on a topic, from where the topic ends now: call it before the
 * task is published. `found` resolves with the result; `close` gives everything back.
 */
export async function listenForResult(kafka, registry, topic, taskId) {
  const groupId = `example-client-${taskId}`;
  const ends = await endsOf(kafka, topic);
  const consumer = kafka.consumer({groupId, maxWaitTimeInMs: 100});
  const close = async () => {
    await consumer.disconnect();
    await withAdmin(kafka, admin => admin.deleteGroups([groupId])).catch(() => undefined);
  };
  try {
    await consumer.connect();
    await consumer.subscribe({topic});
    return {found: firstResult(consumer, registry, taskId, ends), close};
  } catch (e) {
    await close();
    throw e;
  }
}

async function endsOf(kafka, topic) {
  const offsets = await withAdmin(kafka, admin => admin.fetchTopicOffsets(topic));
  return offsets.map(({partition, offset}) => ({topic, partition, offset}));
}

async function withAdmin(kafka, work) {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** The consumer commits nothing: whenever it joins its group, first or again, it starts at `ends`. */
function firstResult(consumer, registry, taskId, ends) {
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, () => ends.forEach(end => consumer.seek(end)));
    consumer.on(consumer.events.CRASH, ({payload}) => payload.restart || reject(payload.error));
    consumer.run({
      autoCommit: false,
      eachMessage: async ({message}) => {
        const result = await decode(message.value, registry).catch(() => undefined);
        if (result?.task_id === taskId) {
          resolve(result);
        }
      },
    }).catch(reject);
  });
}
