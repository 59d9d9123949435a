import { usageDocument, warnFrom } from '../../../api/usage.ts';
import { useData } from '../../../api/use-api.ts';
import { Await } from '../../../ui/states.tsx';
import { useRefreshed } from '../use-refreshed.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** How much the account stores and writes, and how much it may. */
export function UsageSection() {
  const loaded = useData(usageDocument, {});
  useRefreshed(loaded.reload);
  return (
    <section className="account-section" aria-labelledby="usage-title">
      <h2 id="usage-title">Usage</h2>
      <Await loaded={loaded} lines={2}>
        {({ accountUsage: { storedBytes, storedBytesMax, writesThisHour, writesPerHourMax } }) => (
          <dl className="card usage">
            <Used label="Storage" value={storedBytes} max={storedBytesMax} format={formatBytes} />
            <Used
              label="Writes this hour"
              value={writesThisHour}
              max={writesPerHourMax}
              format={value => whole.format(value)}
            />
          </dl>
        )}
      </Await>
    </section>
  );
}

interface UsedProps {
  readonly label: string;
  readonly value: number;
  /** Null: as much as one likes. */
  readonly max: number | null;
  format(value: number): string;
}

function Used({ label, value, max, format }: UsedProps) {
  return (
    <div className="used">
      <dt>{label}</dt>
      <dd>
        <span>{max === null ? format(value) : `${format(value)} of ${format(max)}`}</span>
        {max !== null && (
          <meter aria-label={label} value={value} max={max} high={max * warnFrom} optimum={0} />
        )}
      </dd>
    </div>
  );
}

const mebibyte = 1_048_576;

/** In the units that settings are in. */
function formatBytes(bytes: number): string {
  return bytes < 1_024 * mebibyte
    ? `${short.format(bytes / mebibyte)} MB`
    : `${short.format(bytes / mebibyte / 1_024)} GB`;
}
