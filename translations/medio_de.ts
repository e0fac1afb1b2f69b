<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Medio::Screens::KidsWindow</name>
    <message>
        <source>Kids Mode</source>
        <translation>Kinderbereich</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::SignInScreen</name>
    <message>
        <source>This is not a web address. It looks like https://medio.example.</source>
        <translation>Das ist keine Internetadresse. So sieht eine aus: https://medio.example.</translation>
    </message>
    <message>
        <source>Without https, only a server in your own home network can be used.</source>
        <translation>Ohne https geht nur ein Server im eigenen Heimnetz.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Is the network there, and the address right?</source>
        <translation>Unter dieser Adresse antwortet niemand. Ist das Netz da und die Adresse richtig?</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not Medio.</source>
        <translation>Unter dieser Adresse antwortet etwas, aber es ist nicht Medio.</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now. Please try again in a few minutes.</source>
        <translation>Medio ist da, kann aber gerade nicht helfen. Bitte in ein paar Minuten noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is not right.</source>
        <translation>Die E-Mail-Adresse oder das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>That was tried too often. Please wait a quarter of an hour.</source>
        <translation>Das wurde zu oft versucht. Bitte eine Viertelstunde warten.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep the sign-in safely: its keyring is locked or missing.</source>
        <translation>Dieses Gerät kann die Anmeldung nicht sicher aufbewahren: Sein Schlüsselbund ist gesperrt oder fehlt.</translation>
    </message>
    <message>
        <source>The e-mail address is missing.</source>
        <translation>Die E-Mail-Adresse fehlt.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>Sign in to Medio</source>
        <translation>Bei Medio anmelden</translation>
    </message>
    <message>
        <source>Once, so that the kiosk knows your children, films and chips.</source>
        <translation>Einmal, damit der Kiosk Ihre Kinder, Filme und Chips kennt.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>https://medio.example</source>
        <comment>placeholder for the server&apos;s address</comment>
        <translation>https://medio.example</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Hide</source>
        <comment>the password</comment>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>the password</comment>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Das Passwort verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Das Passwort zeigen</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Zurück zu den Kindern</translation>
    </message>
</context>
</TS>
