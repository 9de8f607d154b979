// Publishes a task with only the seed's seven fields and waits for its result.
import {randomBytes, randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import kafkajs from 'kafkajs';
import {address, main, number, pairs, readOptions, UsageError} from './src/options.js';
import {listenForResult} from './src/results.js';
import {SchemaRegistry} from './src/schema-registry.js';
import {encode} from './src/wire-format.js';

const RESULTS = 'agent.results';
const SCHEMA = JSON.parse(readFileSync(new URL('AgentTaskEvent.avsc', import.meta.url), 'utf8'));

const FLAGS = {
  brokers: {env: 'KAFKA_BOOTSTRAP_SERVERS', fallback: 'localhost:9092', help: 'Kafka, host:port[,host:port]'},
  registry: {env: 'SCHEMA_REGISTRY_CCOMPAT_URL', fallback: 'http://localhost:8079/apis/ccompat/v7', help: 'schema registry, Confluent-compatible API'},
  agent: {fallback: 'orchestrator', help: 'who carries it out'},
  session: {help: 'session id; empty: a new one'},
  task: {help: 'task id; empty: a new one'},
  'data-source': {help: 'name of a data source that the fleet knows'},
  context: {multiple: true, help: 'of the context packet, key=value; may be repeated'},
  timeout: {fallback: '120', help: 'seconds to wait for the result; 0: do not wait'},
};

await main(async () => {
  const options = readOptions('publish-task.js', FLAGS);
  const event = taskEvent(options);
  const topic = `agent.tasks.${options.agent}`;
  const registry = new SchemaRegistry(options.registry);
  const value = encode(await registry.register(`${topic}-value`, SCHEMA), SCHEMA, event);
  const kafka = client(options);
  const seconds = number('timeout', options.timeout, 0, 3600);
  if (seconds === 0) {
    await publish(kafka, topic, event, value).catch(error => explain(error, options));
    process.stdout.write(options.json ? `${JSON.stringify({task_id: event.task_id})}\n` : `${event.task_id}\n`);
    return 0;
  }
  const results = await listenForResult(kafka, registry, RESULTS, event.task_id).catch(error => explain(error, options));
  try {
    await publish(kafka, topic, event, value).catch(error => explain(error, options));
    const result = await within(seconds, results.found, event.task_id);
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${result.output}\n`);
    process.stderr.write(`${result.task_id}: ${result.status}${result.error && `, ${result.error}`}\n`);
    return result.status === 'COMPLETED' ? 0 : 1;
  } finally {
    await results.close();
  }
});

function taskEvent(options) {
  return {
    task_id: options.task || randomUUID(),
    source_agent: 'client',
    target_agent: options.agent,
    session_id: options.session || randomUUID(),
    prompt: options.prompt,
    context: contextPacket(options),
    created_at: Date.now(),
  };
}

function contextPacket(options) {
  const context = pairs('context', options.context);
  return options['data-source'] ? {...context, data_source: options['data-source']} : context;
}

function client(options) {
  return new kafkajs.Kafka({
    clientId: 'example-client',
    brokers: options.brokers.split(',').map(one => address('brokers', one.trim())),
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 5000,
    retry: {retries: 4, maxRetryTime: 1000},
  });
}

async function publish(kafka, topic, event, value) {
  const producer = kafka.producer({allowAutoTopicCreation: false, createPartitioner: kafkajs.Partitioners.DefaultPartitioner});
  await producer.connect();
  try {
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    await producer.send({topic, acks: -1, messages: [{key: event.session_id, value, headers: {traceparent}}]});
    process.stderr.write(`${event.task_id}: published on ${topic}\n`);
  } finally {
    await producer.disconnect();
  }
}

/** What Kafka says, with what to do about it. */
function explain(error, options) {
  switch (error.type ?? error.cause?.type) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      throw new UsageError(`there is no agent '${options.agent}', or the fleet has not made its topics: use --agent orchestrator, search, analysis or writer`);
    default:
      throw new Error(`Kafka at ${options.brokers} does not serve (${error.message}): see that it runs, or set --brokers or KAFKA_BOOTSTRAP_SERVERS`);
  }
}

async function within(seconds, promise, taskId) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result of ${taskId} on ${RESULTS} within ${seconds} s: raise --timeout, or see the fleet's logs`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
