// How a power is exercised: the server's chart, and the same steps in words.
import { Section } from '@/shared/ui/section'
import { haltedAt } from './halted-at'
import type { PowerData } from './power-data'
import { text } from './text'

type Step = PowerData['steps'][number]

export function Flow({ power }: { power: PowerData }) {
  if (power.steps.length === 0) return null
  const risky = power.riskPoints.some((risk) => risk.stepNumber !== null)
  const halted = haltedAt(power)
  const returns = power.steps.some((step) => step.next.some((edge) => edge.isReturn))
  return (
    <Section title={text.how}>
      <figure>
        <div role="img" aria-label={`${text.chart(power.name)}：${power.chart.text.join(' ')}`}>
          <div class="chartbox" aria-hidden="true" dangerouslySetInnerHTML={{ __html: power.chart.svg }} />
        </div>
        {(returns || risky) && (
          <figcaption class="legend" aria-hidden="true">
            {returns && <Returned />}
            {risky && (
              <span>
                <b class="grade grade--a legend__grade">A</b>
                {text.risky}
              </span>
            )}
          </figcaption>
        )}
      </figure>
      <details class="mt3" open>
        <summary>{text.steps}</summary>
        <ol class="steps mt3">
          {power.steps.map((step) => (
            <StepRow key={step.number} step={step} all={power.steps} halted={step.number === halted} />
          ))}
        </ol>
      </details>
    </Section>
  )
}

function Returned() {
  return (
    <span>
      <svg width="30" height="18" viewBox="0 0 30 18" stroke="var(--ink)" stroke-width="2">
        <path d="M1 9h20" stroke-dasharray="6 4" />
        <path d="M22 4v10l7-5z" fill="var(--ink)" stroke="none" />
      </svg>
      {text.returned}
    </span>
  )
}

function StepRow({ step, all, halted }: { step: Step; all: readonly Step[]; halted: boolean }) {
  const ways = step.next.filter((edge) => edge.condition || edge.isReturn)
  return (
    <li class={halted ? 'is-halted' : undefined}>
      <span class="steps__no" aria-hidden="true">
        {step.number}
      </span>
      <h3>{step.title}</h3>
      {halted && (
        <p>
          <span class="tag tag--halt">{text.halt.here}</span>
        </p>
      )}
      <p>{step.duty}</p>
      {ways.map((edge) => (
        <p key={edge.to}>{way(edge, all)}</p>
      ))}
      <p class="soft small">{[step.actor, step.timeLimit, step.document].filter(Boolean).join(' · ')}</p>
    </li>
  )
}

function way(edge: Step['next'][number], all: readonly Step[]): string {
  const to = text.stepName(edge.to, all.find((step) => step.number === edge.to)?.title ?? '')
  const condition = edge.condition ?? text.otherwise
  return edge.isReturn ? text.goesBack(condition, to) : text.next(condition, to)
}
