import './credits-bar.css';
import { formatCredits, formatLimit } from './credit-format.ts';

interface CreditsBarProps {
  credits: string | null;
  /** The credits that the project has now. */
  currentCredits?: string | null | undefined;
  approvalLimit: string | null;
  maxLimit: string | null;
}

/** Where the marks of both limits stand, in percent of the width, in every bar. */
const approvalMark = 50;
const maximumMark = 95;

/**
 * A bar of the credits with marks for the project's current credits and for both limits. All bars
 * have one scale: the limits have the same places in each, so that bars below each other can be
 * compared. Without any limit there is nothing to compare with, and no bar.
 */
export function CreditsBar({
  credits,
  currentCredits = null,
  approvalLimit,
  maxLimit,
}: CreditsBarProps) {
  if (approvalLimit === null && maxLimit === null) return null;
  const amount = toNumber(credits);
  const approval = approvalLimit === null ? null : toNumber(approvalLimit);
  const maximum = maxLimit === null ? null : toNumber(maxLimit);
  const share = (value: number): string => `${findPlace(value, approval, maximum).toFixed(1)}%`;
  const label = `${formatCredits(credits)} credits; approval limit ${formatLimit(approvalLimit)}, maximum ${formatLimit(maxLimit)}`;
  // Plain elements, as a list shows fifty bars at once. Without style attributes, which the content
  // security policy refuses in a document.
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      className="credits-bar"
      data-approval={approval !== null || undefined}
      data-maximum={maximum !== null || undefined}
    >
      <svg
        className="credits-bar-fill"
        width={share(amount)}
        data-color={chooseBarColor(amount, approval, maximum)}
      />
      {currentCredits !== null && (
        <svg className="credits-bar-current" width={share(toNumber(currentCredits))} />
      )}
    </div>
  );
}

/** The place of an amount on the bar, in percent: linear up to the first limit, and between both. */
function findPlace(value: number, approval: number | null, maximum: number | null): number {
  if (maximum !== null && value > maximum) return 100;
  if (approval === null) return maximum ? (value / maximum) * maximumMark : 0;
  if (value <= approval) return approval === 0 ? 0 : (value / approval) * approvalMark;
  const part = maximum === null ? 1 - approval / value : (value - approval) / (maximum - approval);
  return approvalMark + part * (maximumMark - approvalMark);
}

/** Good enough for the length of a bar; amounts are shown as exact decimals. */
function toNumber(credits: string | null): number {
  return credits === null ? 0 : Number(credits);
}

function chooseBarColor(amount: number, approval: number | null, maximum: number | null): string {
  if (maximum !== null && amount > maximum) return 'red';
  if (approval !== null && amount > approval) return 'orange';
  return 'gate';
}
