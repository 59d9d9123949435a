import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const vpn: DemoTree = {
  title: 'VPN does not connect or keeps dropping',
  description:
    'Remote worker cannot connect, connects without reaching anything, or is thrown out again. For SSL and IKEv2 client VPN on the firewall with MFA.',
  category: 'Remote access',
  tags: ['vpn', 'remote', 'mfa', 'firewall', 'home-office'],
  changeNote: 'Added the overlapping home network and the MTU check after three escalations in one week.',
  document: {
    rootKey: 'stage',
    nodes: [
      question(
        'stage',
        'How far does the connection get?',
        text`
          Stay on the phone while the user tries once. Write down the exact words and the number of the error.
          Ask what changed: new password, new phone, new router, travelling abroad.
        `,
        {
          'No answer: times out or "unreachable"': 'internet',
          'Credentials or MFA refused': 'credentials',
          'Certificate error': 'certificate',
          'Connects, but nothing can be reached': 'routes',
          'Connects, drops after a while': 'drops',
        },
      ),
      question(
        'internet',
        'Is it this user or the gateway?',
        text`
          From the office or your own line:
          Test-NetConnection vpn.<client domain> -Port 443
          On the firewall: how many tunnels are up right now? If others are working, it is the user's side.
        `,
        {
          'Others are connected': 'user-line',
          'Nobody can connect': 'gateway',
        },
      ),
      question(
        'user-line',
        "What does the user's line let through?",
        text`
          On the user's computer, VPN off:
          Resolve-DnsName vpn.<client domain>
          Test-NetConnection vpn.<client domain> -Port 443
          Hotel, train and guest networks often want a login page first: open http://neverssl.com in a browser.
        `,
        {
          'Name does not resolve': 'fix-dns',
          'Resolves, port 443 fails': 'hotspot',
          'Both fine, still no connection': 'client-software',
          'A login page appears': 'captive-portal',
        },
      ),
      action(
        'captive-portal',
        'Log in to the guest network first',
        text`
          Have the user accept the terms in the browser, then connect the VPN within the time the page allows.
          If an always-on VPN blocks the page, use the client's "captive portal" or "pause for 5 minutes" option.
        `,
        { Connected: 'verify', 'Still blocked': 'hotspot' },
      ),
      action(
        'fix-dns',
        'Repair name resolution',
        text`
          ipconfig /flushdns
          Get-DnsClientServerAddress -AddressFamily IPv4
          A DNS server from the office left on the Wi-Fi adapter is what remains after a crash of the VPN client; set it back to automatic:
          Set-DnsClientServerAddress -InterfaceAlias "Wi-Fi" -ResetServerAddresses
          Check that nobody wrote the gateway into C:\Windows\System32\drivers\etc\hosts years ago.
        `,
        { 'Name resolves now': 'stage', 'Still does not resolve': 'hotspot' },
      ),
      question(
        'hotspot',
        "Does it work over the user's mobile phone?",
        text`
          Switch on the hotspot of the phone, connect the computer to it and try again. This separates the computer from the line in one minute.
        `,
        {
          'Works over the phone': 'home-router',
          'Fails there too': 'client-software',
          'No hotspot possible': 'escalate-remote',
        },
      ),
      solution(
        'home-router',
        "The user's internet line is blocking the VPN",
        text`
          Restart the router at home (30 seconds without power). For IKEv2, UDP 500 and 4500 must get out; if the provider uses DS-Lite or CGNAT, switch the profile to SSL.
          Give the user the phone hotspot as a stopgap, and the sentence to say to the provider: "outgoing UDP 500 and 4500 are blocked".
        `,
      ),
      question(
        'gateway',
        'What does the firewall say?',
        text`
          Log in to the firewall from the management network. Look at: WAN state, licence (concurrent SSL users), CPU,
          expiry of the VPN certificate, and the newest entries of the VPN log.
        `,
        {
          'WAN is down': 'escalate-firewall',
          'VPN certificate expired or replaced': 'certificate',
          'Licence or address pool is used up': 'free-pool',
          'Service hangs, CPU at 100 %': 'escalate-firewall',
        },
      ),
      action(
        'free-pool',
        'Release abandoned tunnels',
        text`
          List the connected users; disconnect those with the same name twice and those idle for more than eight hours.
          Afterwards set an idle timeout (60 minutes is usual) if there is none, and compare the pool with the number of staff.
        `,
        { 'Users can connect again': 'verify', 'Pool is too small for the staff': 'escalate-firewall' },
      ),
      question(
        'credentials',
        'What does the sign-in log say?',
        text`
          RADIUS (NPS): Event Viewer > Custom Views > Server Roles > Network Policy and Access Services, event 6273, field "Reason Code".
          16 = wrong password, 36 = locked out, 48 = no policy matched, 65 = dial-in denied.
          SAML: Entra admin centre > Sign-in logs, filter on the user and the VPN application.
        `,
        {
          'Wrong password or locked (16, 36)': 'password',
          'No policy, not in the VPN group (48, 65)': 'group',
          'MFA was not answered or refused': 'mfa',
          'No entry at all': 'escalate-firewall',
        },
      ),
      action(
        'password',
        'Get the password in step',
        text`
          Unlock-ADAccount -Identity <user>
          After a reset in the cloud the password needs a few minutes to be written back. Have the user type it in a text field once to see it (keyboard layout!).
          Old passwords saved in the VPN client or in the phone's mail app lock the account again: remove them first.
        `,
        {
          Connected: 'verify',
          'Locked again within minutes': 'escalate-identity',
          'Refused for another reason': 'credentials',
        },
      ),
      action(
        'group',
        'Check that the user may use the VPN',
        text`
          Get-ADPrincipalGroupMembership <user> | Select-Object Name
          Missing from the VPN group: do not just add them. Access is granted by the contact named in the client's documentation; get it in writing in the ticket.
          Then: Add-ADGroupMember -Identity "<vpn group>" -Members <user>
        `,
        {
          'Approved, added and connected': 'verify',
          'Contact does not approve': 'not-approved',
          'In the group, still refused': 'escalate-firewall',
        },
      ),
      solution(
        'not-approved',
        'No remote access for this user',
        text`
          Tell the user who decides, without discussing why. Record the contact's answer in the ticket and close it.
        `,
      ),
      action(
        'mfa',
        'Have MFA answered',
        text`
          Is the prompt reaching the phone? Check notifications, time set to automatic, and battery saving for the authenticator app.
          The VPN client must wait at least 60 seconds; many wait for 10 and send a second prompt, which the user then refuses.
          New phone: send the user through re-registration after you have called them back on the number on file.
          A prompt that the user did not cause is an attack: tell them to refuse it, and escalate.
        `,
        {
          'Connected after MFA': 'verify',
          'Prompts the user did not cause': 'escalate-identity',
          'Prompt never arrives': 'escalate-identity',
        },
      ),
      question(
        'certificate',
        'Whose certificate is it about?',
        text`
          Note the expiry date and the name in the warning. Never tell a user to click it away: this is how passwords are stolen.
        `,
        {
          "The gateway's: expired or wrong name": 'escalate-firewall',
          "The computer's or the user's": 'renew-client-certificate',
          'The date on the computer is wrong': 'fix-clock',
        },
      ),
      action(
        'fix-clock',
        'Set the clock',
        text`
          w32tm /resync /force
          If it jumps back, look at the time zone, and at the battery of an older laptop.
        `,
        { 'Clock is right, connected': 'verify', 'Clock is right, error remains': 'escalate-firewall' },
      ),
      action(
        'renew-client-certificate',
        'Renew the client certificate',
        text`
          Get-ChildItem Cert:\LocalMachine\My | Select-Object Subject, NotAfter, Issuer
          On a managed device: sync in Company Portal, or Settings > Accounts > Access work or school > Info > Sync. In the office: gpupdate /force, then certutil -pulse.
          An expired certificate cannot be renewed through the VPN it is needed for: bring the computer into the office or use the remote support tool.
        `,
        { 'New certificate, connected': 'verify', 'No new certificate is issued': 'escalate-identity' },
      ),
      action(
        'client-software',
        'Repair the VPN client',
        text`
          1. Compare the client version with the one on the download page of the gateway.
          2. Restart the service of the client; look at the adapter in ncpa.cpl: enabled, not "unplugged".
          3. Second VPN products and some virus scanners take the same driver: quit them for the test.
          4. Remove the client, restart, install the current version, import the profile again.
        `,
        {
          Connected: 'verify',
          'Connects, but nothing can be reached': 'routes',
          'Same error as before': 'escalate-remote',
        },
      ),
      question(
        'routes',
        'What can be reached through the tunnel?',
        text`
          Get-NetIPConfiguration | Select-Object InterfaceAlias, IPv4Address, DNSServer
          route print -4
          Test-NetConnection <server address> -Port 445     then the same with the server's name
          Compare the home network with the office network: if both are 192.168.0.x or 192.168.1.x, packets never enter the tunnel.
        `,
        {
          'Address works, name does not': 'tunnel-dns',
          'Same network at home and in the office': 'overlap',
          'Small things work, files and web pages hang': 'mtu',
          'No route or nothing answers': 'escalate-firewall',
        },
      ),
      action(
        'tunnel-dns',
        'Let the tunnel answer names',
        text`
          Resolve-DnsName <server>.<client domain> -Server <office DNS>
          Answers there but not without -Server: the office DNS is not first. Set-NetIPInterface -InterfaceAlias "<vpn>" -InterfaceMetric 5, then ipconfig /flushdns.
          Browsers with their own secure DNS bypass the tunnel: turn it off by policy.
        `,
        { 'Names resolve': 'verify', 'Office DNS does not answer': 'escalate-firewall' },
      ),
      solution(
        'overlap',
        'Home and office use the same addresses',
        text`
          Change the network of the home router, for example to 192.168.177.0/24, restart the devices there and connect again.
          When the user cannot change the router, use the phone hotspot for today. Note the overlap in the client's documentation: the office range should move one day.
        `,
      ),
      action(
        'mtu',
        'Find the packet size that fits',
        text`
          ping <server address> -f -l 1372      lower it in steps of 20 until it answers; add 28, this is the MTU
          netsh interface ipv4 set subinterface "<vpn>" mtu=<value> store=persistent
          More than two users with the same symptom: the firewall should clamp MSS instead.
        `,
        { 'Files open normally': 'verify', 'No size gets through': 'escalate-firewall' },
      ),
      question(
        'drops',
        'When does it drop?',
        text`
          Take three times of a drop from the client's log and compare them: always after the same time, or when something happens?
        `,
        {
          'Always after the same time (1 h, 8 h, 24 h)': 'session-limit',
          'When Wi-Fi changes or the lid closes': 'power-saving',
          'At random, several times an hour': 'hotspot',
        },
      ),
      solution(
        'session-limit',
        'The session limit of the gateway',
        text`
          Expected: the tunnel has a maximum age so that MFA is asked for again. Tell the user the number of hours.
          If it hits in the middle of the working day, ask the client's contact whether ten hours would be acceptable, and pass that on.
        `,
      ),
      action(
        'power-saving',
        'Keep the network adapter awake',
        text`
          Device Manager > Network adapters > the adapter > Power Management: untick "Allow the computer to turn off this device".
          powercfg /query SCHEME_CURRENT SUB_SLEEP
          Docking station: prefer the cable, and update the firmware of the dock. Switch on "reconnect automatically" in the VPN client.
        `,
        { 'Stays up for an hour': 'verify', 'Still drops': 'escalate-remote' },
      ),
      solution(
        'verify',
        'Connected and working',
        text`
          Have the user open a file on the share and the main program, not only look at the green icon.
          Note: version of the client, the kind of line, and what was changed.
        `,
      ),
      escalation(
        'escalate-firewall',
        'Gateway or firewall fault',
        text`
          Give the senior: model and firmware, how many users are affected, number of tunnels, the VPN log of the last 15 minutes, and whether the backup line is up.
        `,
      ),
      escalation(
        'escalate-identity',
        'Account, certificate or MFA fault',
        text`
          Give the senior: user name, event 6273 or the sign-in log entry with its correlation id, time of the last password change, and where the lockouts come from.
          For prompts that the user did not cause: say so in the first line, and set the priority to URGENT.
        `,
      ),
      escalation(
        'escalate-remote',
        "Cannot be settled from the user's computer",
        text`
          Give the senior: exact error text, client version, what happened over the phone hotspot, the client's log file, and a time when the user can be reached.
        `,
      ),
    ],
  },
};
