import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const network: DemoTree = {
  title: 'No network or slow network at a client site',
  description:
    'From "the internet is down" to the port, the lease, the loop or the provider. Start here whenever several things stop at once at one site.',
  category: 'Network',
  tags: ['network', 'internet', 'switch', 'dhcp', 'dns', 'wifi', 'wan'],
  changeNote: 'Wi-Fi branch added; the loop check now comes before touching the firewall.',
  document: {
    rootKey: 'scope',
    nodes: [
      question(
        'scope',
        'Who is affected?',
        text`
          Ask for two more people: one in the same room, one on another floor. Look at the monitoring of the site before you touch anything.
          Phones on the same switches count: if they are dark too, it is the switch or the power.
        `,
        {
          'One device': 'one-device',
          'One room or floor': 'area',
          'The whole site': 'site-power',
          'Everybody works, but slowly': 'slow',
        },
      ),

      // One device
      question(
        'one-device',
        'How is the device connected?',
        text`
          Get-NetAdapter | Format-Table Name, InterfaceDescription, Status, LinkSpeed
          A laptop in a docking station may be on Wi-Fi although the cable is in.
        `,
        { 'By cable': 'link', 'By Wi-Fi': 'wifi' },
      ),
      question(
        'link',
        'What does the adapter report?',
        text`
          Status and LinkSpeed from Get-NetAdapter, and the lights at the socket.
          100 Mbps on a gigabit port means that one of the four pairs is broken.
        `,
        {
          'Up, full speed': 'lease',
          'Up, 100 Mbps or less': 'swap-lead',
          'Disconnected or disabled': 'swap-lead',
        },
      ),
      action(
        'swap-lead',
        'Swap the lead, then the port',
        text`
          Status "Disabled" first: Enable-NetAdapter -Name "<name>". Docks: take the power off the dock for ten seconds.
          1. A lead from your bag, straight from the device to the wall socket.
          2. The neighbour's socket, known to work.
          3. At the rack: patch to another port of the same VLAN.
          Change one thing at a time, and put a label on what was bad.
        `,
        {
          'Link at full speed': 'lease',
          'No link on this socket only': 'port',
          'No link anywhere': 'escalate-device',
        },
      ),
      question(
        'port',
        'What does the switch say about the port?',
        text`
          show interfaces status | include <port>
          show interfaces <port> counters errors      (CRC that keeps rising: the cable)
          show logging | include <port>
          show power inline <port>                     ("denied": the budget is used up, or a short in the lead)
          On UniFi or Meraki: the port page of the switch, tab "Events".
        `,
        {
          'Shut down by the switch (err-disabled, BPDU guard, port security)': 'port-blocked',
          'Up in the wrong VLAN': 'port-reset',
          'Down, no PoE, or rising CRC errors': 'escalate-cabling',
        },
      ),
      question(
        'port-blocked',
        'Why did the switch block it?',
        text`
          show interfaces status err-disabled
          BPDU guard: somebody connected a switch, or both ends of one lead. Port security: another MAC address than the one learnt.
          Find the reason before you bring the port back, or it will block again within seconds.
        `,
        {
          'BPDU guard or loop': 'remove-loop',
          'Port security, device was replaced on purpose': 'port-reset',
          'Port security, nobody knows the device': 'escalate-security',
        },
      ),
      action(
        'port-reset',
        'Set the port right and bring it back',
        text`
          VLAN: compare with a neighbour's port and with the port plan of the site; never guess from the number.
          interface <port>, switchport access vlan <id>, and the voice VLAN when a phone sits in between.
          Port security: clear port-security sticky interface <port>
          Then shutdown, no shutdown; check with show port-security interface <port> that the new address was learnt.
          ipconfig /release and ipconfig /renew on the device. Save the configuration of the switch.
        `,
        {
          'Link is up in the right VLAN': 'lease',
          'Blocked again': 'port-blocked',
          'The port plan says otherwise or there is none': 'escalate-network',
        },
      ),

      // Address, gateway, names
      question(
        'lease',
        'Which IPv4 address does the device have?',
        text`
          ipconfig /all
          Look at the address, "DHCP Enabled", "DHCP Server", "Default Gateway". Two gateways are one too many.
          An address set by hand: ask why before you remove it (machines, door controllers), then
          Set-NetIPInterface -InterfaceAlias "<name>" -Dhcp Enabled, and make a reservation instead.
        `,
        {
          'From the right network': 'gateway',
          '169.254.x.x': 'dhcp',
          'From another network, or an unknown DHCP server': 'rogue-dhcp',
          'Set by hand, and back on DHCP now': 'dhcp-renew',
        },
      ),
      question(
        'dhcp',
        'What does the DHCP server say?',
        text`
          Get-DhcpServerv4ScopeStatistics | Format-Table ScopeId, Free, InUse, PercentageInUse
          Get-Service DHCPServer
          On a firewall: list of leases and size of the range. Is the device in a VLAN that has a DHCP relay (ip helper-address)?
        `,
        {
          'No free addresses': 'dhcp-full',
          'Free addresses, others get theirs': 'dhcp-renew',
          'Service stopped or not authorised (1046, 1059)': 'escalate-server',
          'Nobody in this VLAN gets one': 'escalate-network',
        },
      ),
      action(
        'dhcp-full',
        'Make room in the range',
        text`
          Get-DhcpServerv4Lease -ScopeId <scope> | Sort-Object LeaseExpiryTime | Select-Object -First 40
          Guests' phones in the office network are the usual reason: move them to the guest Wi-Fi. Delete expired leases and BAD_ADDRESS entries.
          Shorten the lease to eight hours for Wi-Fi. Do not enlarge the network mask without the senior.
        `,
        { 'Addresses are free': 'dhcp-renew', 'Full again at once': 'escalate-network' },
      ),
      action(
        'dhcp-renew',
        'Ask for an address again',
        text`
          ipconfig /release
          ipconfig /renew
          No answer: does the device see the server at all? On the switch: show ip dhcp snooping binding; a port towards the server that is not "trusted" swallows the offers.
        `,
        { 'Right address received': 'lease', 'Still 169.254.x.x': 'escalate-network' },
      ),
      action(
        'rogue-dhcp',
        'Find the second DHCP server',
        text`
          The address under "DHCP Server" in ipconfig /all is the culprit. arp -a gives its MAC; the first six digits give the maker.
          show mac address-table address <mac>      follow it from switch to switch to the port
          It is nearly always a router from home used as a switch. Unplug it, and shut the port if you cannot reach it.
        `,
        { 'Found and unplugged': 'dhcp-renew', 'Cannot be found': 'escalate-network' },
      ),
      question(
        'gateway',
        'Does the gateway answer?',
        text`
          ping -n 50 <gateway>
          arp -a | findstr <gateway>
          A MAC address that changes between two calls means two devices with the address of the gateway.
        `,
        {
          'All answers, under 5 ms': 'names',
          'Losses or high times': 'loop',
          'No answer at all': 'site-power',
          'Its MAC address changes': 'escalate-security',
        },
      ),
      question(
        'names',
        'Do names resolve?',
        text`
          Resolve-DnsName www.example.com
          Resolve-DnsName www.example.com -Server 1.1.1.1
          Resolve-DnsName <server>.<client domain>
        `,
        {
          'Only with -Server 1.1.1.1': 'dns-server',
          'Everything resolves': 'proxy',
          'Nothing resolves': 'wan',
        },
      ),
      action(
        'dns-server',
        'Repair the internal DNS',
        text`
          Get-Service DNS on the domain controllers; dcdiag /test:dns
          Get-DnsServerForwarder: forwarders that no longer exist (an old provider!) make every name take seconds. Replace them, and clear with Clear-DnsServerCache.
          Clients must ask the domain controllers only. A public server as "second DNS" breaks sign-in at random.
        `,
        { 'Names resolve': 'confirm', 'Service does not start or zone is gone': 'escalate-server' },
      ),
      action(
        'proxy',
        'Look at the computer itself',
        text`
          netsh winhttp show proxy; and Settings > Network & internet > Proxy
          Is there a VPN client with a "kill switch", or a web filter agent that lost its connection? Disable it for the test, and only for the test.
          Test-NetConnection www.example.com -Port 443
        `,
        {
          'Works now': 'confirm',
          'Only one website or service fails': 'one-service',
          'Still nothing': 'escalate-device',
        },
      ),
      solution(
        'one-service',
        'The network is fine, one service is not',
        text`
          Check the status page of that service, and try it from our own line. Tell the user that it is the provider's fault and where to see when it is back.
          Blocked by the firewall instead? The web filter log says which category; the client's contact decides about exceptions.
        `,
      ),

      // Wi-Fi
      question(
        'wifi',
        'What does the Wi-Fi report?',
        text`
          netsh wlan show interfaces      (signal, channel, radio type, BSSID)
          netsh wlan show wlanreport      writes a report with every disconnect of the last three days
          Controller: is the access point online, how many clients, which channel load?
        `,
        {
          'Connected with a good signal': 'lease',
          'Signal under 50 % or far channel load': 'wifi-radio',
          'Shared password refused': 'wifi-radio',
          'Enterprise sign-in refused (NPS 6273)': 'escalate-server',
          'Access point is offline': 'port',
        },
      ),
      action(
        'wifi-radio',
        'Join again, then improve the radio',
        text`
          netsh wlan delete profile name="<ssid>", then join with the password from the client's documentation.
          Was the password changed at the weekend? Then expect more calls, and write it into the ticket of the change.
          BSSID: is the laptop holding on to an access point two rooms away? Switch Wi-Fi off and on to make it choose again.
          2.4 GHz with a full channel: move the client to 5 GHz (adapter setting "Preferred band"). On the controller: channel width 20 or 40 MHz in dense offices, transmit power not on "high".
        `,
        {
          'Joined, signal is good': 'lease',
          'Dead spot in the building': 'escalate-cabling',
          'Refused with the right password': 'escalate-network',
        },
      ),

      // A room, a loop
      question(
        'area',
        'What do the affected sockets have in common?',
        text`
          Look in the port plan which switch serves them, and at that switch in the monitoring: online, uptime, uplink.
        `,
        {
          'Their switch is offline': 'switch-power',
          'Switch online, lights flicker all at once': 'loop',
          'Only Wi-Fi in this area': 'wifi',
          'One VLAN on several switches': 'dhcp',
        },
      ),
      action(
        'switch-power',
        'Bring the switch back',
        text`
          Is it powered? Try another outlet, not the same strip. Is the UPS on battery or beeping?
          Powered but no uplink: reseat the fibre module, try the second uplink, clean the connector. Restart it once, and wait five minutes: PoE devices come up one after another.
        `,
        { 'Switch and uplink are up': 'confirm', 'It stays down': 'escalate-network' },
      ),
      action(
        'loop',
        'Look for a loop',
        text`
          show spanning-tree detail | include occurr|from      a topology change every few seconds, and the port it comes from
          show interfaces | include line|broadcast             a port with millions of broadcasts
          show logging | include FLAP                          MAC addresses that move between ports
        `,
        {
          'Found the port': 'remove-loop',
          'No loop, but losses': 'uplink',
          'Switch does not respond any more': 'remove-loop',
        },
      ),
      action(
        'remove-loop',
        'Open the loop',
        text`
          Shut the port, or pull the lead if the switch does not respond; first uplinks to desk switches, then meeting rooms.
          Typical: a lead from socket to socket under a table, a phone connected with both of its ports, a small switch brought along.
          When the loop is open the network is back in under a minute. Afterwards enable BPDU guard on access ports.
        `,
        { 'Network recovered': 'confirm', 'No change after two minutes': 'escalate-network' },
      ),

      // The site
      question(
        'site-power',
        'Is the equipment at the site alive?',
        text`
          Somebody on site looks at the rack: lights on firewall, core switch and modem? Is there power in the building?
          Answer only what can be seen, no button is pressed yet.
        `,
        {
          'No power': 'power-outage',
          'Core switch or firewall dark, rest has power': 'escalate-network',
          'Everything lit': 'wan',
        },
      ),
      solution(
        'power-outage',
        'Power failure at the site',
        text`
          The client calls the electricity company or the landlord. Tell us how long the UPS will last (display of the UPS), and shut servers down in order before it ends:
          application servers, database, file, domain controller last. Stay on the ticket until power is back, then check every server and the backup of tonight.
        `,
      ),
      question(
        'wan',
        'What does the firewall say about the WAN?',
        text`
          Through the backup line or the remote access of the provider: state of the WAN interface, its public address, gateway monitor.
          From the firewall: ping 1.1.1.1, and ping the gateway of the provider.
        `,
        {
          'Interface down or no public address': 'modem',
          'Address present, provider gateway does not answer': 'provider',
          '1.1.1.1 answers': 'firewall-rules',
        },
      ),
      action(
        'modem',
        'Restart the line equipment in order',
        text`
          Modem off, firewall stays on, wait 60 seconds, modem on, wait until it is in sync (five minutes).
          Fibre: is the light on the ONT green or red (LOS)? Red is the provider's.
          PPPoE: "authentication failed" in the log means password, or a session still open at the provider; wait ten minutes.
        `,
        { 'Line is up': 'wan', 'Line stays down': 'provider' },
      ),
      action(
        'provider',
        'Open a fault with the provider',
        text`
          Have ready: line number, client's name as in the contract, since when, state of the modem, what was restarted.
          Ask for the fault number and the repair time, and write both into the ticket. Check that the backup line took over; if there is none, offer the LTE router from stock.
        `,
        { 'Working over the backup line': 'on-backup', 'No backup line': 'escalate-network' },
      ),
      solution(
        'on-backup',
        'On the backup line until the provider repairs it',
        text`
          Tell the client what is slower now: telephony, uploads, cloud backup (pause it). Set a reminder for the repair time, and verify the switch back.
          VPN users need the second address of the gateway; send it to them.
        `,
      ),
      action(
        'firewall-rules',
        'The line works, the firewall does not pass traffic',
        text`
          Who changed something? Look at the change log of the firewall and at the licence: an expired web filter blocks everything on some models.
          Session table full, or memory over 90 %: find the host with the most sessions and take it off the network.
        `,
        {
          'Cause found and undone': 'confirm',
          'One host floods the line': 'escalate-security',
          'Nothing to be seen': 'escalate-network',
        },
      ),

      // Slow
      question(
        'slow',
        'What exactly is slow?',
        text`
          Have two people measure the same thing at the same time: copy a 1 GB file from the server, and run a speed test by cable.
        `,
        {
          'Internet only, by cable too': 'saturation',
          'Files on the server as well': 'uplink',
          'Only over Wi-Fi': 'wifi',
          'Calls are choppy, the rest is fine': 'saturation',
        },
      ),
      question(
        'saturation',
        'Who uses the line?',
        text`
          Firewall > Monitor > top talkers, last 15 minutes, both directions. A full upload makes downloads crawl.
          Choppy calls: ping -n 200 <telephony provider>; jitter over 30 ms or more than 1 % loss is audible. SIP ALG off, phones marked EF (DSCP 46).
          Compare the speed with the contract, measured with nobody else on the line.
        `,
        {
          'Backup, cloud sync or updates': 'limit-traffic',
          'One unknown host, odd destinations': 'escalate-security',
          'Nobody, the line is slow by itself': 'modem',
        },
      ),
      action(
        'limit-traffic',
        'Move the load out of working hours',
        text`
          Cloud backup: bandwidth schedule, 20 % from 7 to 19 h. OneDrive: policy "Limit the sync upload rate".
          Updates: Delivery Optimization with peers in the same network, active hours set. Then measure again.
        `,
        { 'Line is free again': 'confirm', 'Still slow': 'saturation' },
      ),
      action(
        'uplink',
        'Check the path to the server hop by hop',
        text`
          For each uplink between the user and the server: speed as negotiated, errors and discards.
          show interfaces <uplink> | include duplex|CRC|drops
          A 10-gigabit link that came up at 1, or one leg of a bundle (LACP) that is down, is the usual find. Set both ends to auto.
        `,
        {
          'Found and repaired': 'confirm',
          'Paths are clean, server is slow': 'escalate-server',
          'Errors remain': 'escalate-cabling',
        },
      ),

      // Ends
      solution(
        'confirm',
        'The network works again',
        text`
          Have the person who called open a file on the server and a website. Wait ten minutes and look at the monitoring once more.
          Note what was at fault down to the port, and save changed switch configurations: copy running-config startup-config.
        `,
      ),
      escalation(
        'escalate-network',
        'Network senior needed',
        text`
          Say which part of the site is down and for how many people. Attach: ipconfig /all of one device, the port or VLAN, output of the last show command,
          what was restarted and when, and whether someone on site can reach the rack.
        `,
      ),
      escalation(
        'escalate-server',
        'The fault is on a server',
        text`
          Attach: name of the server, service and its state, the newest System events, and since when. Say whether sign-in still works for the rest of the site.
        `,
      ),
      escalation(
        'escalate-cabling',
        'Somebody has to go there',
        text`
          Attach: socket and port numbers, error counters, what was swapped, a photo of the rack. Ask the client for access times, and whether a ladder or a lift is needed.
        `,
      ),
      escalation(
        'escalate-device',
        'The device is at fault',
        text`
          Attach: model, serial number, adapter and driver version, and that another device works at the same socket. Arrange a replacement for the user today.
        `,
      ),
      escalation(
        'escalate-security',
        'Possible security incident',
        text`
          Priority URGENT. Do not switch the host off: shut its port or pull its lead. Write down times, addresses, MAC address and switch port. Speak to the senior by phone before you speak to the client.
        `,
      ),
    ],
  },
};
