/** Why a passphrase was refused, with what would do instead, said once. */
export function refusalOfPassphrase(answer: {
  readonly message: string;
  readonly suggestion?: string | null;
}): string {
  const { message, suggestion } = answer;
  return suggestion && !message.includes(suggestion) ? `${message} ${suggestion}` : message;
}
