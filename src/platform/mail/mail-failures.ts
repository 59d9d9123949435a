/** What the words of nodemailer (`code`, `command`, `responseCode`, `permanent`) mean for the mails that wait. */

/** The commands whose answer is about one mail; that of any other is about the server, our login or our address. */
const commandsOfOneMail: readonly unknown[] = ['RCPT TO', 'DATA'];
/** What nodemailer says of a mail before it asks the server. */
const codesOfOneMail: readonly unknown[] = ['EENVELOPE', 'EMESSAGE', 'ESTREAM'];
/** It says so when it closes, whatever it was asked. */
const closing = 421;

/** Whether a mail cannot be handed over at all, as it is. */
export function isRefusedForGood(error: Error): boolean {
  return 'permanent' in error && error.permanent === true && isAnswerAboutTheMail(error);
}

/**
 * Whether no mail gets through: there is no server, or it does not greet us, does not let us in or takes nothing from us.
 * That may be mended in ten minutes, also when the answer says that it is for good.
 */
export function isServerAway(error: unknown): boolean {
  // A mail that cannot be composed has no code.
  if (!(error instanceof Error) || !('code' in error)) return false;
  const isUnsendable = !('responseCode' in error) && codesOfOneMail.includes(error.code);
  return !isUnsendable && !isAnswerAboutTheMail(error);
}

/** What nodemailer says when a server, or the whole of a mail, takes too long. */
const codesOfSlowness: readonly unknown[] = ['ETIMEDOUT', 'EABORT'];

/**
 * A sentence for those who are mailed. What a server has answered is told; the words of a connection or of the disk name
 * addresses and folders of whoever runs the product, which are nobody's business.
 */
export function describeMailFailure(error: Error): string {
  const { code, path, responseCode } = { code: null, path: null, responseCode: null, ...error };
  if (code === null || typeof responseCode === 'number' || codesOfOneMail.includes(code))
    return error.message;
  if (codesOfSlowness.includes(code)) return 'The mail server did not answer in time.';
  return path === null
    ? 'The mail server could not be reached.'
    : 'The mail could not be written to its folder.';
}

function isAnswerAboutTheMail(error: Error): boolean {
  const { command, responseCode } = { command: null, responseCode: null, ...error };
  return typeof responseCode === 'number' && responseCode !== closing && commandsOfOneMail.includes(command);
}
