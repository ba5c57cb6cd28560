import Big from 'big.js';
import { formatExactCredits } from './credit-format.ts';

/**
 * Amounts for a sentence that compares them, to the cent; all of them with more decimals where two would
 * make different ones equal, or what lies between them 0.00.
 */
export function formatComparedCredits(amounts: readonly string[]): string[] {
  const numbers = amounts.map((amount) => new Big(amount));
  let decimals = 2;
  while (!keepsDifferences(numbers, decimals)) decimals += 1;
  return numbers.map((number) => formatExactCredits(number.round(decimals).toFixed()));
}

/** Credits and the bound that they are above, with what lies between them. */
export function formatExcess(
  credits: string,
  bound: string,
): { [Part in 'credits' | 'bound' | 'excess']: string } {
  const [amount = '', limit = ''] = formatComparedCredits([credits, bound]);
  const [excess = ''] = formatComparedCredits([new Big(credits).minus(bound).toFixed(), '0']);
  return { credits: amount, bound: limit, excess };
}

/** Whether different numbers are still different with this many decimals, and so is their difference from 0. */
function keepsDifferences(numbers: readonly Big[], decimals: number): boolean {
  return numbers.every((one, place) =>
    numbers
      .slice(place + 1)
      .every(
        (other) =>
          one.eq(other) ||
          (!one.round(decimals).eq(other.round(decimals)) &&
            !one.minus(other).round(decimals).eq(0)),
      ),
  );
}
