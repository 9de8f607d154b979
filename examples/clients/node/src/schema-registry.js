const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
const PATIENCE_MS = 10_000;

/** A schema registry over the Confluent-compatible API; schemas are kept once read. */
export class SchemaRegistry {
  #url;
  #schemas = new Map();

  /** @param url such as http://localhost:8079/apis/ccompat/v7 */
  constructor(url) {
    this.#url = url.replace(/\/+$/, '');
  }

  /** Registers a schema for a subject and answers its id; the same schema again has the same id. */
  async register(subject, schema) {
    const {id} = await this.#ask(`/subjects/${encodeURIComponent(subject)}/versions`, {
      method: 'POST',
      headers: {'Content-Type': MEDIA_TYPE},
      body: JSON.stringify({schema: JSON.stringify(schema)}),
    });
    return id;
  }

  /** The schema of an id, as an object. */
  async schema(id) {
    if (!this.#schemas.has(id)) {
      const {schema} = await this.#ask(`/schemas/ids/${id}`, {});
      this.#schemas.set(id, JSON.parse(schema));
    }
    return this.#schemas.get(id);
  }

  async #ask(path, request) {
    let response;
    try {
      response = await fetch(this.#url + path, {...request, signal: AbortSignal.timeout(PATIENCE_MS)});
    } catch (e) {
      throw new Error(`the schema registry at ${this.#url} does not answer (${e.cause?.code ?? e.message}): `
        + 'see that it runs, or set --registry or SCHEMA_REGISTRY_CCOMPAT_URL');
    }
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`the schema registry answered ${response.status} to ${path}: ${text}`);
    }
    return JSON.parse(text);
  }
}
