// Calls AgentService.StreamSteps and prints each step as it happens.
import {connect, explain, GRPC_FLAGS, taskRequest} from './src/agent-client.js';
import {main, readOptions} from './src/options.js';

const LONGEST_LINE = 200;

await main(async () => {
  const options = readOptions('stream-steps.js', GRPC_FLAGS);
  const {client, deadline} = connect(options);
  try {
    const steps = client.StreamSteps(taskRequest(options), deadline());
    let count = 0;
    for await (const step of events(steps, options)) {
      count++;
      process.stdout.write(options.json ? `${JSON.stringify(step)}\n` : line(step));
    }
    process.stderr.write(`${count} events\n`);
    return count > 0 ? 0 : 1;
  } finally {
    client.close();
  }
});

async function* events(stream, options) {
  try {
    yield* stream;
  } catch (error) {
    throw explain(error, options);
  }
}

function line({step_number: number, type, content}) {
  const text = content.replace(/\s+/g, ' ');
  return `${String(number).padStart(3)} ${type.padEnd(12)} ${text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text}\n`;
}
