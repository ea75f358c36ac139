SELECT sqlcipher_export('plain')
