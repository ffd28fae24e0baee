import { createTransport } from 'nodemailer';
import type { Mailer } from './ports.js';

/** Hands mails to the SMTP server at `url` (smtp: or smtps:), from the given sender; gives up after some seconds. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send(mail) {
      await transport.sendMail(mail);
    },
  };
}
