"""The outbox begins anew: a table cannot change its key, and what it held was never really sent."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import sandbox.dates


class Migration(migrations.Migration):

    dependencies = [
        ('sandbox', '0005_long_references'),
    ]

    operations = [
        migrations.DeleteModel(name='OutboxMessage'),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4)),
                ('created_at', models.DateTimeField(default=sandbox.dates.now)),
                ('message_type', models.CharField(max_length=6)),
                ('to', models.CharField(max_length=255)),
                ('subject', models.CharField(default='', max_length=255)),
                ('body', models.TextField()),
                ('code', models.CharField(default='', max_length=5)),
                ('link', models.TextField(default='')),
                (
                    'template',
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name='+',
                        to='sandbox.template',
                    ),
                ),
            ],
            options={
                'ordering': ['-number'],
                'indexes': [
                    models.Index(
                        django.db.models.functions.text.Lower('to'),
                        models.OrderBy(models.F('number'), descending=True),
                        name='by_recipient',
                    ),
                    models.Index(fields=['message_type', '-number'], name='by_type'),
                ],
            },
        ),
    ]
