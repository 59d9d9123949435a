import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const mail: DemoTree = {
  title: 'Mail is missing, bounces or Outlook does not work',
  description:
    'Exchange Online: mails that do not arrive or do not leave, non-delivery reports, Outlook that asks for passwords or hangs, full mailboxes.',
  category: 'Email',
  tags: ['mail', 'outlook', 'exchange-online', 'spf', 'quarantine'],
  changeNote: 'Bounces are now sorted by their code; inbox rules are checked before anything is released.',
  document: {
    rootKey: 'symptom',
    nodes: [
      question(
        'symptom',
        'What is the user seeing?',
        text`
          Ask for one concrete mail: sender, recipient, subject, time. "All mails" becomes one mail that can be traced.
          Look first at Microsoft 365 admin centre > Health > Service health.
        `,
        {
          'A mail from outside did not arrive': 'trace-in',
          'A mail to outside did not arrive': 'trace-out',
          'A non-delivery report came back': 'bounce',
          'Outlook itself does not work': 'web-works',
          'Mails the user never sent': 'escalate-abuse',
          'Service health shows an incident': 'incident',
        },
      ),

      // Incoming
      question(
        'trace-in',
        'What does the message trace say?',
        text`
          Exchange admin centre > Mail flow > Message trace, recipient and the last two days. Or:
          Connect-ExchangeOnline
          Get-MessageTraceV2 -RecipientAddress <address> -StartDate (Get-Date).AddDays(-2) -EndDate (Get-Date)
        `,
        {
          'Not listed at all': 'mx',
          Delivered: 'where-delivered',
          'Quarantined or filtered as spam': 'quarantine',
          'Failed or pending': 'bounce',
        },
      ),
      question(
        'mx',
        'Does mail for this domain come to us?',
        text`
          Resolve-DnsName <domain> -Type MX -Server 1.1.1.1
          Expected: <domain>-com.mail.protection.outlook.com, or the gateway named in the client's documentation. Test with a mail from your own private address.
        `,
        {
          'MX is right, test mail arrives': 'ask-sender',
          'MX is right, test mail does not arrive': 'gateway',
          'MX is wrong or the domain has expired': 'escalate-dns',
        },
      ),
      action(
        'gateway',
        'Look into the mail gateway in front',
        text`
          Spam gateway: search for the recipient in its log, including rejected connections; is its licence valid, its queue empty?
          The connector in Exchange Online accepts only the addresses of the gateway: have they changed?
        `,
        {
          'Found in the gateway and released': 'delivered',
          'Rejected by the gateway': 'bounce',
          'Nothing to be seen': 'escalate-mailflow',
        },
      ),
      solution(
        'ask-sender',
        'The mail never reached us',
        text`
          Ask the sender's IT for the log line of their server with our server's answer, or for the non-delivery report; check the spelling of the address.
          Tell the user what you asked for, and that we cannot search on a foreign server.
        `,
      ),
      question(
        'where-delivered',
        'Delivered, but where is it?',
        text`
          In Outlook on the web (not the app): search in "All folders", the tab "Other" of Focused Inbox, Junk, Deleted Items, and "Recover items deleted from this folder".
          Get-InboxRule -Mailbox <address> | Format-List Name, Enabled, Description
          Get-Mailbox <address> | Format-List ForwardingAddress, ForwardingSmtpAddress, DeliverToMailboxAndForward
        `,
        {
          "A rule of the user's moved it": 'fix-rule',
          'A rule or forwarding the user does not know': 'escalate-abuse',
          'Visible on the web, not in Outlook': 'profile',
          'In Deleted Items or recoverable': 'recover',
        },
      ),
      action(
        'fix-rule',
        'Correct the rule',
        text`
          Change the rule together with the user: an exception for the sender, or a narrower condition. Search for more mails it took along.
          Somebody else with access to the mailbox may have made it: Get-MailboxPermission <address>.
        `,
        { 'Mail found, rule corrected': 'delivered', 'Mails are still missing': 'recover' },
      ),
      action(
        'recover',
        'Bring deleted mails back',
        text`
          Outlook on the web > Deleted Items > Recover items deleted from this folder (14 days, 30 where we have raised it).
          Older: the cloud backup of the client, if the contract includes it. Restore into a separate folder, never over the mailbox.
        `,
        { 'Mails are back': 'delivered', 'Gone, and there is no backup': 'escalate-mailflow' },
      ),
      question(
        'quarantine',
        'Why was it held back?',
        text`
          https://security.microsoft.com > Email & collaboration > Review > Quarantine: open the mail, look at "Detection" and at the headers.
          Authentication-Results: spf, dkim, dmarc. Preview only; do not open any link or attachment.
        `,
        {
          'Bulk or spam, harmless': 'release',
          'Sender fails SPF or DMARC': 'sender-auth',
          'Phishing, malware or an attached script': 'keep-quarantined',
        },
      ),
      action(
        'release',
        'Release it and report it as good',
        text`
          Release message > "Submit the message to Microsoft to improve detection". Do not put whole domains on the allow list: they are then not checked at all.
          Repeatedly from the same sender: Tenant Allow/Block List, this one address, with an end date of 30 days.
        `,
        { 'Mail arrived': 'delivered', 'Held back again': 'sender-auth' },
      ),
      solution(
        'sender-auth',
        'The sender has to repair their records',
        text`
          Send the sender's IT the line Authentication-Results and what is missing (their SPF does not list the server, or DKIM is not signed).
          Release this one mail if its content was confirmed by phone. No exception on our side: with it anyone could write in their name.
        `,
      ),
      solution(
        'keep-quarantined',
        'It stays in quarantine',
        text`
          Tell the user what it was and that it is not released. Ask whether they got similar mails and clicked: if they did, open a ticket as an incident at once.
          Submit it to Microsoft as phishing.
        `,
      ),

      // Outgoing
      question(
        'trace-out',
        'Did it leave?',
        text`
          Outbox and Drafts first; "Working offline" at the bottom of Outlook?
          Message trace with the sender's address: status and, under details, the answer of the foreign server ("250 2.0.0 OK" means that they have it).
        `,
        {
          'Stuck in the outbox': 'outbox',
          'Accepted by the foreign server (250)': 'ask-recipient',
          'Failed or pending': 'bounce',
          'Accepted, but lands in their spam': 'own-auth',
        },
      ),
      action(
        'outbox',
        'Free the outbox',
        text`
          Send/Receive > Work Offline off. Attachment over 20 MB: move it to OneDrive and send the link.
          Stuck mail: offline on, drag it to Drafts, offline off, send it again. Mailbox at its limit? Get-MailboxStatistics <address> | Format-List TotalItemSize
        `,
        { Sent: 'delivered', 'Mailbox is full': 'full', 'Outlook hangs': 'web-works' },
      ),
      solution(
        'ask-recipient',
        'The other side has it',
        text`
          Give the user the time, the message id and the answer of the foreign server from the trace. With these their IT finds the mail in a minute.
          Suggest the telephone for whatever is urgent.
        `,
      ),
      question(
        'own-auth',
        'Are our own records in order?',
        text`
          Resolve-DnsName <domain> -Type TXT      one line with v=spf1, at most ten lookups, "include:spf.protection.outlook.com"
          Resolve-DnsName selector1._domainkey.<domain> -Type CNAME
          Resolve-DnsName _dmarc.<domain> -Type TXT
          Is there a scanner, shop or newsletter tool that sends as this domain?
        `,
        {
          'SPF, DKIM or DMARC is missing or wrong': 'escalate-dns',
          'All fine, the content is the reason': 'ask-recipient',
          'The IP address or domain is on a block list': 'escalate-mailflow',
        },
      ),

      // Bounces
      question(
        'bounce',
        'Which code is in the report?',
        text`
          The number behind "Remote server returned" or in the details of the trace. The sentence after it counts more than the number.
        `,
        {
          '5.1.1, 5.1.10: recipient not found': 'recipient',
          '5.2.2: mailbox full': 'full',
          '5.7.1, 5.7.23, 5.7.26: not authorised, SPF, DMARC': 'own-auth',
          '5.1.8, 5.7.705: sender blocked for spam': 'escalate-abuse',
          '5.7.133, 5.7.124: sender not allowed to this group': 'group',
          '4.x.x: try again later': 'later',
        },
      ),
      action(
        'recipient',
        'Check the address',
        text`
          Outside: compare letter by letter; delete the entry from the auto-complete list and type it anew.
          Inside: an "IMCEAEX" address comes from the auto-complete list of a mailbox that was moved; add the old address as X500 to the new mailbox.
          Get-Recipient <address>      licence removed? leaver?
        `,
        {
          'Mail arrives now': 'delivered',
          'Address is right and exists': 'escalate-mailflow',
          'Recipient has left': 'recipient-left',
        },
      ),
      solution(
        'recipient-left',
        'The recipient is no longer there',
        text`
          Outside: the user asks the company for the successor. Inside: the contact decides whether the old address forwards to somebody or answers automatically, and until when.
        `,
      ),
      action(
        'full',
        'Make room in the mailbox',
        text`
          Get-MailboxFolderStatistics <address> | Sort-Object { [int]$_.ItemsInFolder } -Descending | Select-Object -First 10 Name, FolderSize
          Sent Items with attachments and Deleted Items first. Then: Enable-Mailbox <address> -Archive, a retention policy "move after two years", and
          Start-ManagedFolderAssistant -Identity <address>.
        `,
        { 'There is room, mail flows': 'delivered', 'Still full the next day': 'escalate-mailflow' },
      ),
      action(
        'group',
        'Open the group for this sender',
        text`
          Get-DistributionGroup <group> | Format-List RequireSenderAuthenticationEnabled, AcceptMessagesOnlyFrom*
          Only the owner of the group decides who may write to it: Get-DistributionGroup <group> | Format-List ManagedBy. Get the answer in the ticket.
        `,
        { 'Owner approved, mail arrives': 'delivered', 'Owner declines': 'declined' },
      ),
      solution(
        'declined',
        'The group stays closed',
        text`
          Tell the sender whom to write to instead. No exception without the owner of the group.
        `,
      ),
      solution(
        'later',
        'A delay, no failure',
        text`
          The server tries again for 24 hours. "4.7.500" or "greylisted" resolves itself in minutes; "4.4.316" or "4.4.7" means that their server cannot be reached.
          Look at the trace again in an hour, and tell the user when.
        `,
      ),

      // Outlook
      question(
        'web-works',
        'Does https://outlook.office.com work?',
        text`
          In a private window, with the same account. This separates the mailbox from the computer in one minute.
        `,
        {
          'Works on the web': 'profile',
          'Sign-in fails there too': 'escalate-identity',
          'Signs in, but the mailbox is full': 'full',
        },
      ),
      question(
        'profile',
        'What is Outlook doing?',
        text`
          Bottom right: Connected, Disconnected, Need Password, Trying to connect. Ctrl + right-click on the tray icon > Connection Status.
          outlook.exe /safe      starts it without add-ins
        `,
        {
          'Fine in safe mode': 'add-ins',
          'Asks for the password again and again': 'tokens',
          'Shows old mails only, search finds nothing': 'cache',
          'Crashes or stays at "Loading profile"': 'new-profile',
        },
      ),
      action(
        'add-ins',
        'Find the add-in',
        text`
          File > Options > Add-ins > COM Add-ins: all off, then on one by one with a restart in between.
          Usual suspects: old PDF makers, CRM connectors, virus scanners. Leave it off, and look for its update.
        `,
        { 'Culprit is off, Outlook works': 'delivered', 'No add-in is to blame': 'new-profile' },
      ),
      action(
        'tokens',
        'Throw away stale sign-ins',
        text`
          Close all Office programs. Credential Manager > Windows Credentials: remove MicrosoftOffice16_Data… and everything that names the account.
          Settings > Accounts > Access work or school: disconnect only when the device is not managed.
          dsregcmd /status: AzureAdPrt must be YES. If it is NO, lock and unlock Windows with the password.
        `,
        {
          'Signed in and quiet': 'delivered',
          'Prompt returns': 'new-profile',
          'AzureAdPrt stays NO': 'escalate-identity',
        },
      ),
      action(
        'cache',
        'Build the local copy anew',
        text`
          Account Settings > the account > Change: "Download email for the past" to 1 year for ordinary disks. Close Outlook.
          Rename %LOCALAPPDATA%\Microsoft\Outlook\<address>.ost, start it, wait for "All folders are up to date".
          Search: File > Options > Search > Indexing Options > Advanced > Rebuild. It takes hours; say so.
        `,
        { 'New mails and search are there': 'delivered', 'Stops at the same folder again': 'new-profile' },
      ),
      action(
        'new-profile',
        'Make a new profile',
        text`
          Control Panel > Mail (Microsoft Outlook) > Show Profiles > Add. Keep the old one until the user has checked signatures, shared mailboxes and local .pst files.
          Before: Office Quick Repair (Apps > Microsoft 365 > Modify), five minutes.
        `,
        { 'Works in the new profile': 'delivered', 'Same fault in a new profile': 'escalate-mailflow' },
      ),

      // Ends
      solution(
        'incident',
        'Disturbance at Microsoft',
        text`
          Note the incident number (EX…), tell the users of this client in one mail what works meanwhile (web, phone), and attach further tickets to this one.
        `,
      ),
      solution(
        'delivered',
        'Mail flows again',
        text`
          Send one mail in each direction while the user watches. Note the code or the rule that was at fault, and the message id of the mail that started this.
        `,
      ),
      escalation(
        'escalate-mailflow',
        'Mail flow or mailbox fault',
        text`
          Attach: message id, time with time zone, the extended message trace, the complete non-delivery report, and how many mailboxes have the same.
        `,
      ),
      escalation(
        'escalate-dns',
        'Records of the domain have to change',
        text`
          Attach: the domain, the records as they are and as they should be, the registrar and who holds the access. Mails bounce while MX is wrong: priority HIGH, an expired domain is URGENT.
        `,
      ),
      escalation(
        'escalate-identity',
        'The account cannot sign in',
        text`
          Attach: the user, sign-in log entry with correlation id, result of dsregcmd /status, and whether MFA or a policy is involved.
        `,
      ),
      escalation(
        'escalate-abuse',
        'Mailbox is probably taken over',
        text`
          Priority URGENT. Revoke sessions and block the sign-in first. Then attach: unknown inbox rules and forwarding, sign-ins from abroad, the list of mails sent.
          Keep the rules and the mails: they show what the attacker saw. Warn the client's accounting by phone about changed bank details.
        `,
      ),
    ],
  },
};
