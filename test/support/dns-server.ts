import { createSocket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type Answer, type Question } from "dns-packet";

/** A name server on loopback; of what it does not know it says that there is none. */
export interface DnsServer {
  /** As a resolver's address: `127.0.0.1:5353`. */
  readonly address: string;
  /** What it was asked for, e.g. `A example.com`. */
  readonly questions: readonly string[];
  /** What it knows from now on. */
  knows(...answers: readonly Answer[]): void;
  close(): Promise<void>;
}

export async function startDnsServer(...known: readonly Answer[]): Promise<DnsServer> {
  const questions: string[] = [];
  let answers = known;
  const socket = createSocket("udp4");
  const isOf =
    ({ type, name }: Question) =>
    (answer: Answer): boolean =>
      answer.type === type && answer.name === name.toLowerCase();
  socket.on("message", (message, { port, address }) => {
    const { id, questions: asked = [] } = decode(message);
    questions.push(...asked.map(({ type, name }) => `${type} ${name}`));
    const reply = {
      type: "response",
      id: id ?? 0,
      questions: asked,
      answers: asked.flatMap(question => answers.filter(isOf(question))),
    } as const;
    socket.send(encode(reply), port, address);
  });
  await once(socket.bind(0, "127.0.0.1"), "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    knows: (...now) => void (answers = now),
    close: async () => {
      socket.close();
      await once(socket, "close");
    },
  };
}
