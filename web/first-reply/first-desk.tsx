/*
 * The desk of the first reply: the service renders the rows into the document, so that readers see
 * and use them before the pages' scripts have been loaded. Built on its own (vite.config.ts), and
 * loaded by src/service/first-screen.ts.
 */

import renderToString from 'preact-render-to-string';
import { mayReview } from '../api/permissions.ts';
import { basePath } from '../api/base-path.ts';
import type { Award, Me } from '../api/types.ts';
import badgeStyle from '../parts/badge.css?inline';
import creditsBarStyle from '../parts/credits-bar.css?inline';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { awardStates } from '../../src/award/award-enums.ts';
import { formatAwardKey } from '../desk/award-facts.ts';
import { AwardTableRow } from '../desk/award-table-row.tsx';
import { AwardTableFrame } from '../desk/award-table.tsx';
import { type DeskView, getOrder, getTab, isInTab, parseDeskView } from '../desk/desk-view.ts';
import firstDeskStyle from './first-desk.css?inline';
import { buildListParams } from '../desk/list-params.ts';
import rowsStyle from '../desk/rows.css?inline';
import { defaultColumns, getColumns } from '../desk/table-columns.ts';

/** The style sheet of the desk in the first reply. */
export const firstDeskCss = [rowsStyle, badgeStyle, creditsBarStyle, firstDeskStyle].join('\n');

/** The script of each document with an outline. */
export { default as firstReplyScript } from './first-reply-script.ts?script';

const parseView = (queryString: string): DeskView =>
  parseDeskView(Object.fromEntries(new URLSearchParams(queryString)));

/** The path of the interface that the desk with this query string shows. */
export function buildListPath(queryString: string): string {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(buildListParams(parseView(queryString)))) {
    for (const value of [values].flat()) params.append(name, String(value));
  }
  return `/api/openportal-managed-projects/?${params}`;
}

interface FirstDesk {
  queryString: string;
  me: Me;
  awards: readonly Award[];
  /** Milliseconds since 1970. */
  now: number;
}

/** The desk as HTML: its tabs and its rows. Empty where there are no awards. */
export function renderFirstDesk({ queryString, me, awards, now }: FirstDesk): string {
  if (awards.length === 0) return '';
  const view = parseView(queryString);
  const tab = getTab(view);
  const columns = getColumns(tab, defaultColumns);
  const hasCheckbox = isInTab(tab, 'pending') && awards.some((award) => mayReview(me, award));
  return renderToString(
    <main
      className="first-desk"
      data-list-query={JSON.stringify(buildListParams(view))}
      data-person={me.uuid}
    >
      <h1>Desk</h1>
      <div className="tabs">
        {[...awardStates, 'all'].map((state) => (
          <a
            key={state}
            href={`${basePath}/?state=${state}`}
            aria-current={state === tab ? 'page' : undefined}
          >
            {awardStates.find((one) => one === state)
              ? getStateLabel(state as Award['state'])
              : 'All'}
          </a>
        ))}
      </div>
      <AwardTableFrame
        columns={columns}
        order={getOrder(view)}
        renderHead={({ label }) => label}
        checkbox={hasCheckbox ? <span className="unseen">Selection</span> : null}
      >
        <tbody>
          {awards.map((award) => (
            <AwardTableRow
              key={formatAwardKey(award)}
              award={award}
              tab={tab}
              now={now}
              isCurrent={false}
              isSelected={false}
              maySelect={mayReview(me, award)}
              isOutsideView={false}
              isDeleted={false}
              hasCheckbox={hasCheckbox}
              columnIds={columns.map(({ id }) => id).join(' ')}
            />
          ))}
        </tbody>
      </AwardTableFrame>
    </main>,
  );
}
