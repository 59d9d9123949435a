import { navigate } from '../router.tsx';
import type { QueueRow } from './documents.ts';

/** What reaches somebody who looks at something else: a notification on the desktop and a sound, if they want them. */

const soundKey = 'resolutionflow.sound';

export function wantsSound(): boolean {
  return localStorage.getItem(soundKey) === 'on';
}

export function setSound(isOn: boolean): void {
  localStorage.setItem(soundKey, isOn ? 'on' : 'off');
}

export function canNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission !== 'denied';
}

export function wantsNotifications(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'granted';
}

/** Asks the browser's leave; resolves to whether it was given. */
export async function askForNotifications(): Promise<boolean> {
  return (await Notification.requestPermission()) === 'granted';
}

export function alertLoudly(row: QueueRow): void {
  if (wantsSound()) void playSound();
  if (!wantsNotifications()) return;
  try {
    showNotification(row);
  } catch {
    // Chrome on Android has the class and its leave, and throws.
  }
}

function showNotification({ id, priority, snapshot, createdBy }: QueueRow): void {
  const heading = `${createdBy.name} needs help${priority === 'URGENT' ? ', urgently' : ''}`;
  const notification = new Notification(heading, { body: snapshot.problem.slice(0, 200), tag: id });
  notification.onclick = () => {
    focus();
    navigate(`/handoffs/${id}`);
    notification.close();
  };
}

/** Two soft tones. */
export async function playSound(): Promise<void> {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(context.destination);
  for (const [at, frequency] of [
    [0, 660],
    [0.16, 880],
  ] as const) {
    const start = context.currentTime + at;
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.06, start + 0.02);
    gain.gain.linearRampToValueAtTime(0, start + 0.15);
    tone.start(start);
    tone.stop(start + 0.16);
  }
  await new Promise(resolve => setTimeout(resolve, 600));
  await context.close();
}
