<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Medio::Screens::KidsWindow</name>
    <message>
        <source>Kids Mode</source>
        <translation>Kinderbereich</translation>
    </message>
    <message>
        <source>Who is watching?</source>
        <translation>Wer schaut?</translation>
    </message>
    <message>
        <source>Put a chip on the reader, and its film starts.</source>
        <translation>Leg einen Chip auf den Leser, dann fängt sein Film an.</translation>
    </message>
    <message>
        <source>The film is on its way.</source>
        <translation>Der Film ist unterwegs.</translation>
    </message>
    <message>
        <source>Now playing: %1</source>
        <comment>the title of a film</comment>
        <translation>Jetzt läuft: %1</translation>
    </message>
    <message>
        <source>The film waits. Put the chip back, and it goes on.</source>
        <translation>Der Film wartet. Leg den Chip zurück, dann geht er weiter.</translation>
    </message>
    <message>
        <source>All films of this chip were seen.</source>
        <translation>Alle Filme von diesem Chip sind gesehen.</translation>
    </message>
    <message>
        <source>That was enough for today. Good night.</source>
        <translation>Das war genug für heute. Gute Nacht.</translation>
    </message>
    <message>
        <source>It is bedtime. Good night.</source>
        <translation>Es ist Schlafenszeit. Gute Nacht.</translation>
    </message>
    <message>
        <source>Everybody is asleep until tomorrow.</source>
        <translation>Alle schlafen bis morgen.</translation>
    </message>
    <message>
        <source>Nobody knows this chip yet. Ask a grown-up.</source>
        <translation>Diesen Chip kennt noch niemand. Frag die Großen.</translation>
    </message>
    <message>
        <source>This is no chip. Take one with a picture.</source>
        <translation>Das ist kein Chip. Nimm einen mit einem Bild.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet. Ask a grown-up.</source>
        <translation>Auf diesem Chip ist noch kein Film. Frag die Großen.</translation>
    </message>
    <message>
        <source>This film is not here just now. Take another chip.</source>
        <translation>Dieser Film ist gerade nicht da. Nimm einen anderen Chip.</translation>
    </message>
    <message>
        <source>This film can&apos;t come just now. Take another chip.</source>
        <translation>Dieser Film kann gerade nicht kommen. Nimm einen anderen Chip.</translation>
    </message>
    <message>
        <source>The place for the chips is not connected. Ask a grown-up.</source>
        <translation>Der Platz für die Chips ist nicht angesteckt. Frag die Großen.</translation>
    </message>
    <message>
        <source>This film is broken. The next one follows.</source>
        <translation>Dieser Film ist kaputt. Gleich kommt der nächste.</translation>
    </message>
    <message>
        <source>This chip is somebody else&apos;s.</source>
        <translation>Dieser Chip gehört jemand anderem.</translation>
    </message>
    <message>
        <source>This film is for bigger children.</source>
        <translation>Dieser Film ist für größere Kinder.</translation>
    </message>
    <message>
        <source>A grown-up made a break.</source>
        <translation>Die Großen haben eine Pause gemacht.</translation>
    </message>
    <message>
        <source>A grown-up has to set this up first.</source>
        <translation>Das müssen erst die Großen einrichten.</translation>
    </message>
    <message>
        <source>More children</source>
        <translation>Weitere Kinder</translation>
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
