// Starts the window's pages.
import './styles/app.css';
import './styles/pages.css';
import './styles/casework.css';
import App from './App.svelte';
import { mount } from 'svelte';

mount(App, { target: document.body });
