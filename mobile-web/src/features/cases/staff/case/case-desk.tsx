// A case at a desk: the actions in one row, content on the left, date and history on the right.
import { text } from '../text'
import { ACTION, inOrder, leading, mustPublish, publishPath } from '../words'
import { CaseHeading } from './case-heading'
import { About, Badge, Eyebrow, History, JustDone, Lost, Reporter } from './case-parts'
import type { LayoutProps } from './case-phone'
import { Evidence, Replies, Said, Supplements } from './content'
import { turnText } from '../turns/text'
import { Turns, hasTurns } from '../turns/turns-section'
import { DueBlock } from './due-block'

const words = text.page

export function CaseDesk({ view, done, onAct }: LayoutProps) {
  const { one, body } = view
  return (
    <>
      <div class="section__head">
        <div>
          <Eyebrow one={one} />
          <CaseHeading subjects={one.subjects} />
        </div>
        <Badge one={one} />
      </div>
      <DeskActions view={view} onAct={onAct} />
      {done && <JustDone doing={done} one={one} />}
      <Lost one={one} />
      <div class="twocol mt5">
        <div>
          <h2 class="as-h3">{words.said}</h2>
          <Said view={view} />
          <Supplements view={view} />
          {body && body.media.length > 0 && (
            <>
              <h2 class="as-h3 mt5">{words.media}</h2>
              <Evidence view={view} />
            </>
          )}
          {body && body.replies.length > 0 && (
            <>
              <h2 class="as-h3 mt5">{words.reply(1)}</h2>
              <Replies list={body.replies} caseId={one.id} />
            </>
          )}
          {hasTurns(view) && (
            <>
              <h2 class="as-h3 mt5">{turnText.page.title}</h2>
              <Turns view={view} />
            </>
          )}
          <h2 class="as-h3 mt5">{words.about}</h2>
          <About view={view} />
        </div>
        <div>
          <DueBlock one={one} open />
          <h2 class="as-h3 mt5">{words.timeline}</h2>
          <History one={one} />
          <h2 class="as-h3 mt5">举报人</h2>
          <Reporter one={one} />
        </div>
      </div>
    </>
  )
}

function DeskActions({ view, onAct }: Pick<LayoutProps, 'view' | 'onAct'>) {
  const allowed = inOrder(view.one.viewerCan)
  if (allowed.length === 0) return <p class="soft small">{words.readOnly}</p>
  const publishes = mustPublish(view.one)
  const main = publishes ? undefined : leading(allowed)
  return (
    <div class="btns acts">
      {publishes && (
        <a class="btn" href={publishPath(view.one.id)}>
          {words.publish}
        </a>
      )}
      {allowed.map((action) => (
        <button key={action} class={action === main ? 'btn' : 'btn btn--quiet'} type="button" aria-haspopup="dialog" onClick={() => onAct(action)}>
          {ACTION[action].name}
        </button>
      ))}
    </div>
  )
}
