export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Minutes for which a mailed link is good. */
export const LINK_MINUTES = 15;

/** The token stands after the #, so that no server and no proxy on the way writes it into a log. */
const linkTo = (origin: string, token: string) => `${origin}/link#${token}`;

export function signInMail(to: string, rpName: string, origin: string, token: string): Mail {
  return {
    to,
    subject: `Sign in to ${rpName}`,
    text: `This link signs you in. It works once, for ${LINK_MINUTES} minutes:\n\n${linkTo(origin, token)}\n\nIf you did not ask for it, do nothing: nobody can use it without this mail.\n`,
  };
}

export function confirmMail(to: string, rpName: string, origin: string, token: string): Mail {
  return {
    to,
    subject: `Confirm your address for ${rpName}`,
    text: `Open this link where you are signed in, within ${LINK_MINUTES} minutes. From then on this address can be used to sign in:\n\n${linkTo(origin, token)}\n\nIf you did not ask for it, do nothing: the address will not be used.\n`,
  };
}
