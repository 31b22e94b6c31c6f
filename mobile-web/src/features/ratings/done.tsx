// The sheet was taken: what becomes of it, and where to go with what is no rating.
import type { Form } from './sheet'
import { text } from './text'

/** What came of a sheet. */
export interface Taken {
  month: string
  isReplaced: boolean
  isVerified: boolean
}

export function Done({ taken, form, county }: { taken: Taken; form: Form; county: string }) {
  const { subject } = form
  // An outcome is reported by its page, which knows its power.
  const report = subject.kind === 'OUTCOME' ? subject.path : `/${county}/report?subject=${subject.id}`
  return (
    <>
      <div class="head" role="status">
        <h1>{text.done}</h1>
        <p class="lead mt2">{taken.isVerified ? text.doneCounts(month(taken.month)) : text.doneUnproven}</p>
        <p class="soft mt2">
          {taken.isReplaced && text.doneReplaced}
          {text.doneAgain}
        </p>
      </div>
      <div class="btns mt5">
        <a class="btn" href={subject.path}>
          {text.page}
        </a>
        <a class="btn btn--quiet" href={`/${county}/opinion?about=${subject.id}`}>
          {text.opinion}
        </a>
        <a class="btn btn--red-quiet" href={report}>
          {text.report}
        </a>
      </div>
      <p class="soft small mt3">{text.reportHelp}</p>
    </>
  )
}

/** `2026-11` as people read it. */
export function month(written: string): string {
  const [year, number] = written.split('-')
  return `${year ?? ''} 年 ${String(Number(number))} 月`
}
