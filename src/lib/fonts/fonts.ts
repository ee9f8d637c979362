// Self-hosted faces: courts run on a closed network. Chinese comes in subsets by unicode-range, so a wall loads only the signs it shows.
import '@fontsource/barlow-semi-condensed/latin-500.css';
import '@fontsource/barlow-semi-condensed/latin-600.css';
import '@fontsource-variable/noto-sans-sc';
