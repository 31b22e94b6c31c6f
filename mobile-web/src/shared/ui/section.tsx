// A part of a page with its heading.
import type { ComponentChildren } from 'preact'

interface SectionProps {
  id?: string
  title: ComponentChildren
  side?: ComponentChildren
  children: ComponentChildren
}

export function Section({ id, title, side, children }: SectionProps) {
  const heading = id ? `${id}-h` : undefined
  return (
    <section class="section" id={id} aria-labelledby={heading}>
      <div class="section__head">
        <h2 id={heading}>{title}</h2>
        {side && <span class="soft small">{side}</span>}
      </div>
      {children}
    </section>
  )
}

/** Anchors to the parts of one long page. */
export function SectionTabs({ label, parts, current }: { label: string; parts: readonly (readonly [string, string])[]; current?: string | undefined }) {
  return (
    <nav class="sectabs" aria-label={label}>
      <ul>
        {parts.map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
