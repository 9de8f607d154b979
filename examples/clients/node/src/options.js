import {parseArgs} from 'node:util';

/** What a caller did wrong; its message says what to do. */
export class UsageError extends Error {}

const HELP = {help: {type: 'boolean', short: 'h', default: false}, json: {type: 'boolean', default: false}};

/**
 * Flags, then environment, then defaults. `known` maps a flag to {env, fallback, multiple, help};
 * the words that are no flags together are the prompt.
 */
export function readOptions(command, known, argv = process.argv.slice(2), env = process.env) {
  const flags = Object.fromEntries(
    Object.entries(known).map(([name, it]) => [name, {type: 'string', multiple: it.multiple ?? false}]));
  let parsed;
  try {
    parsed = parseArgs({args: argv, options: {...flags, ...HELP}, allowPositionals: true});
  } catch (e) {
    throw new UsageError(`${e.message}\n\n${usage(command, known)}`);
  }
  if (parsed.values.help) {
    process.stdout.write(usage(command, known));
    process.exit(0);
  }
  const options = {json: parsed.values.json, prompt: parsed.positionals.join(' ')};
  for (const [name, it] of Object.entries(known)) {
    options[name] = parsed.values[name] ?? (it.env && env[it.env]) ?? it.fallback ?? (it.multiple ? [] : '');
  }
  if (options.prompt.trim() === '') {
    throw new UsageError(`the prompt is missing\n\n${usage(command, known)}`);
  }
  return options;
}

function usage(command, known) {
  const lines = Object.entries(known).map(([name, it]) => {
    const origin = [it.env, it.fallback && `default ${it.fallback}`].filter(Boolean).join(', ');
    return `  --${name.padEnd(16)} ${it.help}${origin ? ` (${origin})` : ''}\n`;
  });
  return `Usage: node ${command} [options] PROMPT\n${lines.join('')}  --json             one line of JSON instead of text\n`;
}

/** `host:port`, or an error naming the flag. */
export function address(flag, value) {
  if (!/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/.test(value)) {
    throw new UsageError(`--${flag} '${value}' is not an address: use host:port such as localhost:9092`);
  }
  return value;
}

/** A number within bounds, or an error naming the flag. */
export function number(flag, value, least, most) {
  const read = Number(value);
  if (!Number.isInteger(read) || read < least || read > most) {
    throw new UsageError(`--${flag} '${value}' is out of range: use ${least} to ${most}`);
  }
  return read;
}

/** ['a=b'] as {a: 'b'}, or an error naming the flag. */
export function pairs(flag, values) {
  return Object.fromEntries(values.map(value => {
    const at = value.indexOf('=');
    if (at < 1) {
      throw new UsageError(`--${flag} '${value}' is not a pair: use key=value`);
    }
    return [value.slice(0, at), value.slice(at + 1)];
  }));
}

/** Runs a command: what it throws becomes one line on stderr and exit code 2 (usage) or 3. */
export async function main(command) {
  try {
    process.exitCode = await command();
  } catch (e) {
    process.stderr.write(`${e.message || e}\n`);
    process.exitCode = e instanceof UsageError ? 2 : 3;
  }
}
