import {decode} from './wire-format.js';

/**
 * Listens for the result of one task on a topic, from where the topic ends now: call it before the
 * task is published. `found` resolves with the result; `close` gives everything back.
 */
export async function listenForResult(kafka, registry, topic, taskId) {
  const group = `example-client-${taskId}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({groupId: group, maxWaitTimeInMs: 100});
  const close = async () => {
    await consumer.disconnect();
    await admin.deleteGroups([group]).catch(() => undefined);
    await admin.disconnect();
  };
  try {
    await admin.connect();
    const ends = await admin.fetchTopicOffsets(topic);
    await consumer.connect();
    await consumer.subscribe({topic});
    const found = firstResult(consumer, registry, taskId);
    ends.forEach(({partition, offset}) => consumer.seek({topic, partition, offset}));
    return {found, close};
  } catch (e) {
    await close();
    throw e;
  }
}

function firstResult(consumer, registry, taskId) {
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({payload}) => reject(payload.error));
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
