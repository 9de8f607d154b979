import avro from 'avsc';

const MAGIC = 0;
const HEADER = 5;

/** Confluent wire format: a zero byte, the schema's id in four bytes, Avro binary. */
export function encode(schemaId, schema, value) {
  const type = avro.Type.forSchema(schema);
  type.isValid(value, {
    errorHook: (path, any) => {
      throw new Error(`'${path.join('.')}' cannot be ${JSON.stringify(any)} in ${type.name}`);
    },
  });
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(MAGIC, 0);
  header.writeUInt32BE(schemaId, 1);
  return Buffer.concat([header, type.toBuffer(value)]);
}

/** The record in these bytes, read with the schema that wrote it. */
export async function decode(bytes, registry) {
  if (bytes === null || bytes.length < HEADER || bytes.readUInt8(0) !== MAGIC) {
    throw new Error('these bytes are not in the Confluent wire format: a zero byte and a schema id are missing');
  }
  const schema = await registry.schema(bytes.readUInt32BE(1));
  return avro.Type.forSchema(schema).fromBuffer(bytes.subarray(HEADER));
}
