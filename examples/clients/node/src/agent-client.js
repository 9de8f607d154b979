import {fileURLToPath} from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import {address, number, pairs, UsageError} from './options.js';
import {readable} from './status-message.js';

const PROTO = fileURLToPath(new URL('../agent_service.proto', import.meta.url));

/** The flags of both gRPC commands. */
export const GRPC_FLAGS = {
  address: {env: 'AGENT_GRPC_ADDRESS', fallback: 'localhost:8080', help: 'host:port of an AgentService'},
  session: {help: 'session id; empty: one of its own'},
  task: {help: 'task id; empty: the server makes one'},
  'data-source': {help: 'name of a data source that the fleet knows'},
  metadata: {multiple: true, help: 'further metadata, key=value; may be repeated'},
  'max-steps': {fallback: '10', help: '1 to 25'},
  'token-budget': {fallback: '8192', help: '512 to 32768'},
  timeout: {fallback: '120', help: 'seconds to wait'},
};

/** A TaskRequest of the options. */
export function taskRequest(options) {
  const metadata = pairs('metadata', options.metadata);
  if (options['data-source']) {
    metadata.data_source = options['data-source'];
  }
  return {
    task_id: options.task,
    session_id: options.session,
    prompt: options.prompt,
    metadata,
    max_steps: number('max-steps', options['max-steps'], 1, 25),
    token_budget: number('token-budget', options['token-budget'], 512, 32768),
  };
}

/** A client of an AgentService that knows only the seed's proto, and the deadline of a call. */
export function connect(options) {
  const target = address('address', options.address);
  const seconds = number('timeout', options.timeout, 1, 3600);
  const definition = protoLoader.loadSync(PROTO, {keepCase: true, longs: Number, defaults: true});
  const {AgentService} = grpc.loadPackageDefinition(definition).agents.v1;
  const client = new AgentService(target, grpc.credentials.createInsecure());
  return {client, deadline: () => ({deadline: Date.now() + seconds * 1000})};
}

/** A gRPC error as one that says what to do. */
export function explain(error, options) {
  const details = readable(error.details);
  switch (error.code) {
    case grpc.status.UNAVAILABLE:
      return new Error(`no AgentService answers at ${options.address}: see that the fleet runs, or set --address (${details})`);
    case grpc.status.DEADLINE_EXCEEDED:
      return new Error(`no answer within ${options.timeout} s: raise --timeout`);
    case grpc.status.INVALID_ARGUMENT:
      return new UsageError(details);
    default:
      return new Error(`${grpc.status[error.code]}: ${details}`);
  }
}
