// Calls AgentService.RunTask and prints the outcome.
import {connect, explain, GRPC_FLAGS, taskRequest} from './src/agent-client.js';
import {main, readOptions} from './src/options.js';

await main(async () => {
  const options = readOptions('run-task.js', GRPC_FLAGS);
  const {client, deadline} = connect(options);
  try {
    const response = await new Promise((resolve, reject) =>
      client.RunTask(taskRequest(options), deadline(), (error, answer) => error ? reject(explain(error, options)) : resolve(answer)));
    process.stdout.write(options.json ? `${JSON.stringify(response)}\n` : `${response.output}\n`);
    process.stderr.write(`${response.task_id}: ${response.status}, ${response.steps_used} steps, ${response.tokens_used} tokens${response.error && `, ${response.error}`}\n`);
    return response.status === 'COMPLETED' ? 0 : 1;
  } finally {
    client.close();
  }
});
