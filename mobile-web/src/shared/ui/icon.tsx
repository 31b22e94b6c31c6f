// The icons: strokes in the text's colour and size, always beside words.

const paths = {
  back: 'M15 5l-7 7 7 7',
  go: 'M9 5l7 7-7 7',
  tick: 'M4 12.5l5.5 5.5L20 6.5',
  cross: 'M5 5l14 14M19 5L5 19',
  paper: 'M4 4h11l5 5v11H4zM8 11h8M8 15h8M8 7h4',
  shield: 'M12 2.5l8 3v6c0 5-3.4 8.6-8 10-4.6-1.4-8-5-8-10v-6zM12 7.5v5.5M12 16v.6',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18M12 6.5V12l4 2.5',
  person: 'M12 3.5a4.5 4.5 0 100 9 4.500 4.500 0 000-9M3.5 21c1-5 4.500-6.500 8.500-6.500s7.500 1.500 8.500 6.500',
  lock: 'M4.5 10.5h15V21h-15zM8 10.5V7a4 4 0 018 0v3.5',
  phone: 'M5 3h4l2 5-2.5 2c1 2.500 3 4.500 5.500 5.500l2-2.500 5 2v4c0 1-1 2-2 2C10.500 20.500 3.500 13.500 3 5c0-1 1-2 2-2z',
  warn: 'M12 2.500a9.500 9.500 0 100 19 9.500 9.500 0 000-19M12 6.500v7M12 16.500v.8',
  speaker: 'M4 9.500h4l5-4.500v14l-5-4.500H4zM16.500 8.500c1.700 2 1.700 5 0 7M19.300 6c3 3.500 3 8.500 0 12',
  photo: 'M3 7h4.500L9.500 4h5l2 3H21v13H3zM12 9a4 4 0 100 8 4 4 0 000-8',
  video: 'M3 6h12v12H3zM15 10.500l6-3.500v10l-6-3.500z',
  mic: 'M12 2.500A3.500 3.500 0 008.500 6v5a3.500 3.500 0 007 0V6A3.500 3.500 0 0012 2.500M5 11.500a7 7 0 0014 0M12 18.500V22',
  stop: 'M5 5h14v14H5z',
  play: 'M7 4.500v15l12-7.500z',
  offline: 'M3 9c5.500-5 12.500-5 18 0M6.500 13c3.500-3 7.500-3 11 0M10 16.800c1.300-1 2.700-1 4 0M12 20v.5M4 3l16 18',
  save: 'M12 3v12M7 10.500l5 5 5-5M4 20.500h16',
  seal: 'M12 2.500a9.500 9.500 0 100 19 9.500 9.500 0 000-19M12 6.500a5.500 5.500 0 100 11 5.500 5.500 0 000-11M12 2.500v4M12 17.500v4M2.500 12h4M17.500 12h4',
  box: 'M3 13l3-9h12l3 9v7H3zM3 13h5.500c0 4 7 4 7 0H21',
} as const

/** The name of an icon. */
export type IconName = keyof typeof paths

/** One icon; says nothing by itself. */
export function Icon({ name, size = 22, class: className, width = 2 }: { name: IconName; size?: number; class?: string; width?: number }) {
  return (
    <svg class={className} width={size} height={size} viewBox="0 0 24 24" stroke="currentColor" stroke-width={width} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={paths[name]} fill={name === 'play' || name === 'stop' ? 'currentColor' : undefined} />
    </svg>
  )
}

/** The mark of the mirror. */
export function Mark() {
  return (
    <svg width="30" height="30" viewBox="0 0 32 32" stroke="currentColor" aria-hidden="true">
      <circle cx="16" cy="16" r="14" stroke-width="2.5" />
      <circle cx="16" cy="16" r="8.5" stroke-width="2" />
      <path d="M11.8 15.5a4.5 4.5 0 014.2-4" stroke-width="2" stroke-linecap="round" />
    </svg>
  )
}
