/** Queues of the mails that accounts send, for those who add to them and for who sends. */
export const invitationQueue = 'invitation-mail';
export const verificationQueue = 'verification-mail';
export const passwordResetQueue = 'password-reset-mail';
