import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepFocus } from './hooks/keep-focus.ts';
import './styles/fonts.css';
import './styles/theme.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/parts.css';
import './styles/delegates.css';
import './styles/election.css';
import './styles/rota.css';
import { applyTheme } from './theme.ts';

applyTheme();
keepFocus();
createRoot(document.getElementById('plenary')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// The shell then opens without a network. Only the built client has one, and only where the browser allows it.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
