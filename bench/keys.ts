/*
 * A key store of its own for each stack, as Pulumi asks HashiCorp's Vault (transit secrets engine). With a passphrase the engine
 * would derive its key anew at each command, by a million rounds of PBKDF2: half a second and more in which nothing of what is
 * measured happens.
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
export const SECRETS_PROVIDER = "hashivault://bench";

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

export const startKeyStore = async (): Promise<KeyStore> => {
  const server = createServer((request, response) => {
    void json(request).then(asked =>
      response
        .setHeader("Content-Type", "application/json")
        .end(JSON.stringify({ data: answer(asked as Asked) })),
    );
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "bench" },
    close: () => void server.close(),
  };
};
