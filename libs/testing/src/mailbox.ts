import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly to: string;
  /** Header and text, with lines ended by LF, as they were sent. */
  readonly source: string;
}

/** An SMTP server (RFC 5321) on a socket of its own, as far as handing mails over goes. Keeps what it is handed. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => {
      const say = (line: string) => socket.write(`${line}\r\n`);
      let to = '';
      let data: string[] | null = null;
      const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
      socket.on('error', () => undefined);
      say('220 mailbox');
      lines.on('line', (line) => {
        if (data !== null) {
          if (line === '.') {
            this.mails.push({ to, source: data.join('\n') });
            data = null;
            say('250 kept');
          } else data.push(line.replace(/^\.\./, '.'));
          return;
        }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? '';
        if (verb === 'DATA') {
          data = [];
          say('354 go on');
        } else if (verb === 'QUIT') {
          say('221 bye');
          socket.end();
        } else say('250 mailbox');
      });
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    mailbox.#server.listen(0, '127.0.0.1');
    await once(mailbox.#server, 'listening');
    return mailbox;
  }

  /** What PLENARY_SMTP_URL is set to. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
