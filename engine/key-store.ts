/*
 * A key store for a stack, as Pulumi asks HashiCorp's Vault (transit secrets engine). With a passphrase the engine derives its key
 * anew at each command, by a million rounds of PBKDF2: half a second and more that no measurement means and no test needs.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export interface KeyStore {
  /** Where a stack's secrets provider is. */
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/** For `pulumi stack init --secrets-provider`. */
export const SECRETS_PROVIDER = "hashivault://key";

/** How Vault begins what it has encrypted. */
const SEALED = "vault:v1:";

interface Asked {
  readonly plaintext?: string;
  readonly ciphertext?: string;
}

/** Keeps nothing secret: what is sealed can be read. */
const answer = ({ plaintext, ciphertext = "" }: Asked): Asked =>
  plaintext === undefined
    ? { plaintext: ciphertext.slice(SEALED.length) }
    : { ciphertext: SEALED + plaintext };

/** On loopback, on a free port; holds up no process that would end. */
export const startKeyStore = async (): Promise<KeyStore> => {
  const server = createServer((request, response) => {
    json(request).then(
      asked =>
        response
          .setHeader("Content-Type", "application/json")
          .end(JSON.stringify({ data: answer(asked as Asked) })),
      // An engine that is killed while it asks.
      () => response.destroy(),
    );
  });
  server.unref();
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "token" },
    close: () => void server.close(),
  };
};
