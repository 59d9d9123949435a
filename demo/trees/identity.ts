import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const identity: DemoTree = {
  title: 'User cannot sign in',
  description:
    'Password, lockout, MFA and conditional access in Microsoft 365 and Active Directory. Verifies the caller before anything is changed.',
  category: 'Identity',
  tags: ['password', 'mfa', 'lockout', 'entra', 'active-directory'],
  changeNote: 'The caller is verified first, always. Nobody resets anything before that step.',
  document: {
    rootKey: 'verify-caller',
    nodes: [
      question(
        'verify-caller',
        'Is the caller who they say they are?',
        text`
          Hang up and call back on the number in the client's documentation, not the number in the mail or on the display.
          Urgency, a "new phone" and a request to remove MFA together are how accounts are stolen.
          A manager may vouch for the user, from the manager's own known number.
        `,
        { 'Verified on a known number': 'message', 'Could not be verified': 'escalate-security' },
      ),
      question(
        'message',
        'What exactly does the sign-in say?',
        text`
          Have the user read out the text and the code, and where it appears: Windows, browser, Outlook, VPN.
          Entra admin centre > Users > the user > Sign-in logs: open the newest failure, note "Failure reason" and the correlation id.
        `,
        {
          'Wrong password (50126)': 'reset',
          'Account locked (50053)': 'lockout',
          'MFA: no prompt or new phone (50074, 50076)': 'mfa',
          'Access blocked by policy (53000, 53003)': 'policy',
          'Account disabled (50057)': 'disabled',
          'Windows only: trust relationship or no logon servers': 'domain',
        },
      ),
      action(
        'reset',
        'Reset the password where it is mastered',
        text`
          "On-premises sync enabled: Yes" in Entra means: reset in Active Directory.
          Set-ADAccountPassword -Identity <user> -Reset -NewPassword (Read-Host -AsSecureString)
          Set-ADUser -Identity <user> -ChangePasswordAtLogon $true
          Cloud only: Entra > the user > Reset password. Give the temporary password by phone, never by mail or chat.
          Then Start-ADSyncSyncCycle -PolicyType Delta on the sync server if it must go fast.
        `,
        { 'Signed in': 'signed-in', 'Locked again at once': 'lockout', 'Another message now': 'message' },
      ),
      question(
        'lockout',
        'Where do the wrong passwords come from?',
        text`
          On the PDC emulator: Get-WinEvent -FilterHashtable @{LogName='Security'; Id=4740} -MaxEvents 20 | Format-List TimeCreated, Message
          "Caller Computer Name" is the source. In the cloud: sign-in logs, columns IP address, Application, Client app.
        `,
        {
          "The user's own phone, laptop or saved password": 'stale-credentials',
          'A server or a service account': 'escalate-identity',
          'Foreign addresses or old protocols (IMAP, SMTP, POP)': 'escalate-security',
        },
      ),
      action(
        'stale-credentials',
        'Remove the old password everywhere',
        text`
          cmdkey /list on every computer of the user; Control Panel > Credential Manager
          Phone: remove the mail account and the Wi-Fi profile. Mapped drives and scheduled tasks under this user, disconnected RDP sessions (quser /server:<name>).
          Then: Unlock-ADAccount -Identity <user>, and watch for ten minutes.
        `,
        { 'Stays unlocked, signed in': 'signed-in', 'Locked again': 'lockout' },
      ),
      action(
        'mfa',
        'Let the user register again',
        text`
          Only after the call-back. Entra > the user > Authentication methods > Require re-register multifactor authentication, then Revoke sessions.
          Bridge the gap with a Temporary Access Pass (one hour, one use); never switch MFA off "for today".
          The user opens https://aka.ms/mfasetup, adds the authenticator and a second method.
          No prompt on a known phone: time on automatic, notifications allowed, number matching needs a current app.
        `,
        {
          'Registered and signed in': 'signed-in',
          'Prompts the user did not cause': 'escalate-security',
          'Registration is refused': 'policy',
        },
      ),
      question(
        'policy',
        'Which policy blocked it?',
        text`
          Sign-in log > the entry > tab "Conditional Access": the line with result Failure, and which control was missing.
          dsregcmd /status on the computer: AzureAdJoined, and IsCompliant in the company portal.
        `,
        {
          'Device is not compliant': 'compliance',
          'Country or network is not allowed': 'location',
          'Risky user or risky sign-in': 'escalate-security',
          'A policy that should not apply': 'escalate-identity',
        },
      ),
      action(
        'compliance',
        'Make the device compliant',
        text`
          Company Portal > Devices > Check access: it names what is missing, mostly BitLocker, the OS build or the virus scanner.
          manage-bde -status C:      Get-MpComputerStatus | Select-Object AntivirusEnabled, AntivirusSignatureAge
          After the repair: Sync in Company Portal, wait 15 minutes, sign out and in.
        `,
        { 'Compliant and signed in': 'signed-in', 'Stays not compliant after a sync': 'escalate-identity' },
      ),
      question(
        'location',
        'Is the user travelling?',
        text`
          Compare the country and the time of the sign-in with what the user says. A phone on roaming, and VPN apps bought by the user, show up in odd countries too.
        `,
        {
          'Travelling, contact approves in writing': 'travel',
          'Private VPN app': 'travel',
          'Not there at all': 'escalate-security',
        },
      ),
      solution(
        'travel',
        'Sign-in from a place that is not allowed by default',
        text`
          Travelling: add the user to the group for travellers with an end date, and note who approved it.
          Private VPN app: the user switches it off for work. There is no exception for those.
        `,
      ),
      solution(
        'disabled',
        'The account was disabled on purpose',
        text`
          Somebody disabled it: look at the audit log (Entra > Audit logs, "Disable account"). Leavers stay disabled.
          Only the contact named in the client's documentation can have it enabled again. Pass the request on and close.
        `,
      ),
      question(
        'domain',
        'Does the computer see its domain?',
        text`
          nltest /sc_verify:<domain>
          Test-ComputerSecureChannel -Verbose      (as a local administrator, with LAPS)
          w32tm /query /status      more than five minutes off and Kerberos refuses everything
        `,
        {
          'No logon server found': 'escalate-identity',
          'Secure channel is broken': 'repair-channel',
          'Clock is wrong': 'repair-channel',
        },
      ),
      action(
        'repair-channel',
        'Set the clock, repair the channel',
        text`
          w32tm /resync /rediscover
          Test-ComputerSecureChannel -Repair -Credential <domain>\<admin>
          Restart. If the computer was restored from an image or its object was deleted, repairing fails: it has to join again.
        `,
        { 'Signed in': 'signed-in', 'Repair fails': 'escalate-identity' },
      ),
      solution(
        'signed-in',
        'Signed in again',
        text`
          Have the user open mail and one file. Ask for a second MFA method while they are on the phone.
          Note how the caller was verified and who approved what: without that line the ticket must not be closed.
        `,
      ),
      escalation(
        'escalate-identity',
        'Directory or policy fault',
        text`
          Give the senior: user principal name, correlation id and time, name of the policy, result of dsregcmd /status,
          whether others are affected, and the state of directory synchronisation.
        `,
      ),
      escalation(
        'escalate-security',
        'Possible account takeover',
        text`
          Priority URGENT, and phone the senior. If the account is verified as abused, do at once: Revoke sessions, block sign-in.
          Then list for the senior: foreign sign-ins (time, address), new inbox rules, new MFA methods, consents to apps, mails sent. Delete nothing.
        `,
      ),
    ],
  },
};
