import { generate } from "selfsigned";

/** A certificate for a host, and the CA that signed it, as PEM; valid for a while, and for tests alone. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
  /** To be trusted by whoever shall connect. */
  readonly ca: string;
}

const KIND = { algorithm: "sha256", keyType: "ec" } as const;

/** Makes a CA, and by it a certificate for `host`. */
export async function certify(host: string): Promise<Certified> {
  const ca = await generate([{ name: "commonName", value: `CA of ${host}` }], {
    ...KIND,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const { private: key, cert } = await generate([{ name: "commonName", value: host }], {
    ...KIND,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: host }] }],
  });
  return { key, cert, ca: ca.cert };
}
