import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from './link.tsx';

/**
 * One page: its heading takes the focus when it opens, so that a screen reader says where one is and the
 * keyboard goes on from there.
 */
export function Page({
  title,
  back,
  over,
  children,
  aside,
}: {
  readonly title: string;
  readonly back?: { readonly to: string; readonly label: string };
  /** A short line above the heading: what kind of thing this is. */
  readonly over?: ReactNode;
  readonly children: ReactNode;
  /** What is read beside it on a wide screen, below it on a phone. */
  readonly aside?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} · Plenary`;
  }, [title]);
  return (
    <main className={aside ? 'page page-two' : 'page'} id="page">
      <div className="page-main">
        {back && (
          <p className="back">
            <Link to={back.to}>
              <span aria-hidden="true">‹ </span>
              {back.label}
            </Link>
          </p>
        )}
        {over && <p className="over">{over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {aside && <div className="page-aside">{aside}</div>}
    </main>
  );
}

/** A part of a page under a small heading. */
export function Section({
  title,
  children,
  strong,
  id,
}: {
  readonly title: string;
  readonly children: ReactNode;
  /** What a link on the same page leads to. */
  readonly id?: string;
  /** Set in the assembly's colour: it needs you. */
  readonly strong?: boolean;
}) {
  return (
    <section className={strong ? 'section section-strong' : 'section'} id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
